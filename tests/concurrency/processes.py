"""Server processes of the test's own, and what many clients at once do to them."""

import asyncio
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Coroutine, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any

import httpx

from production_tool.infra import frontend
from tests.program import ROOT, free_port

READY = "/api/v1/health/live"
API = "production_tool.api.site:create_site"
# The whole program, sockets too, but for the pages: those need a build.
WHOLE = "production_tool.infra.worker:create_app"
_SERVES_NO_PAGES = {"REFLEX_ENV_MODE": "prod", "__REFLEX_SKIP_COMPILE": "true"}


@dataclass
class Process:
    """One process that serves."""

    url: str
    child: subprocess.Popen[bytes]

    def kill(self) -> None:
        """As the kernel would: no word of warning, and nothing is cleaned up."""
        os.killpg(self.child.pid, signal.SIGKILL)
        self.child.wait()


@contextmanager
def serving(environment: Mapping[str, str], log: Path, app: str = API) -> Iterator[Process]:
    """A process on a port of its own, answering; killed at the end."""
    port = free_port()
    with log.open("wb") as output:
        child = subprocess.Popen(
            [
                *(sys.executable, "-m", "granian", "--interface", "asgi", "--factory"),
                *("--port", str(port), app),
            ],
            env={**frontend.environment(os.environ), **_SERVES_NO_PAGES, **environment}
            | {"PORT": str(port)},
            cwd=ROOT,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    process = Process(f"http://127.0.0.1:{port}", child)
    try:
        wait_until_it_answers(process, log)
        yield process
    finally:
        if child.poll() is None:
            process.kill()


@contextmanager
def serving_many(
    number: int, environment: Mapping[str, str], folder: Path, app: str = API
) -> Iterator[list[Process]]:
    """Several, started together."""
    with ExitStack() as stack, ThreadPoolExecutor(number) as pool:
        starts = [serving(environment, folder / f"{n}.log", app) for n in range(number)]
        yield list(pool.map(stack.enter_context, starts))


def wait_until_it_answers(process: Process, log: Path, tries: int = 1200) -> None:
    """Raises AssertionError with the process's last words when it does not."""
    for _ in range(tries):
        try:
            if httpx.get(process.url + READY, timeout=2).status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            pass
        try:
            process.child.wait(timeout=0.1)
        except subprocess.TimeoutExpired:
            continue
        break
    raise AssertionError(f"the server did not start:\n{log.read_text('utf-8')[-3000:]}")


def all_at_once(
    urls: Sequence[str], token: str, requests: Sequence[tuple[str, str, dict[str, Any]]]
) -> list[httpx.Response]:
    """The answers to requests (method, path, body) sent together, in turns to each process."""

    async def send() -> list[httpx.Response]:
        limits = httpx.Limits(max_connections=len(requests))
        headers = {"Authorization": f"Bearer {token}"}
        async with httpx.AsyncClient(limits=limits, headers=headers, timeout=60) as client:
            sent: list[Coroutine[Any, Any, httpx.Response]] = [
                client.request(method, f"{url}/api/v1{path}", json=body)
                for url, (method, path, body) in zip(cycle(urls), requests, strict=False)
            ]
            return await asyncio.gather(*sent)

    return asyncio.run(send())


def statuses(answers: Sequence[httpx.Response]) -> Counter[int]:
    """How often each status came; none of them may be a fault, or a request to come again."""
    faults = {answer.text for answer in answers if answer.is_server_error}
    assert not faults, faults
    return Counter(answer.status_code for answer in answers)
