"""What each worker process of the web server runs."""

import gc
import os
import signal
import sys
from importlib import import_module
from multiprocessing import parent_process
from typing import Any

from production_tool.infra.children import die_with_parent


def create_app() -> Any:
    """The whole program as an ASGI application, in a process that ends with its web server.

    The kernel's promise is not inherited, so each worker asks for it, before anything slow.
    The composition root is named, not imported: this layer lies below it.
    """
    die_with_parent(signal.SIGKILL)
    parent = parent_process()
    if parent is not None and parent.pid != os.getppid():
        sys.exit(1)
    # What is imported stays for good: looking through it for garbage is an eighth of the start.
    gc.disable()
    app = import_module("production_tool.production_tool").app()
    gc.freeze()
    gc.enable()
    return app
