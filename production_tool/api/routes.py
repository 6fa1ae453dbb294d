"""How a route is answered: the body is read, then one thread does all the rest.

The framework would use a thread for each dependency that waits, and another for the route. Here
its own steps, so its order of refusals too, run in the thread: nothing in them waits for the loop.
What is in order it does not even see, see api/shortcut.py.
"""

from collections.abc import Callable, Coroutine, Iterator
from functools import partial
from inspect import signature
from typing import Any, cast

from fastapi import APIRouter, Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from typing_extensions import override

from production_tool.api.deps import SECURITY, actor
from production_tool.api.shortcut import Shortcut
from production_tool.infra.threads import in_thread

_Handle = Callable[[Request], Coroutine[Any, Any, Response]]


class InOneThread(APIRoute):
    """A plain function's route; its dependencies may block, and must not await anything."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **more: Any) -> None:
        self._plain = endpoint
        super().__init__(path, _as_coroutine(endpoint), **more)
        if actor in _calls(self.dependant):
            self.openapi_extra = {"security": SECURITY, **(self.openapi_extra or {})}

    @property
    def has_shortcut(self) -> bool:
        """Whether requests in order go the straight way."""
        return Shortcut.of(self.dependant, self._plain) is not None

    @override
    def get_route_handler(self) -> _Handle:
        """The framework's own handler, stepped through in a thread."""
        handle = super().get_route_handler()
        shortcut = Shortcut.of(self.dependant, self._plain)

        async def act(request: Request) -> Response:
            done = None if shortcut is None else await shortcut(request)
            return await handle(request) if done is None else done

        async def answer(request: Request) -> Response:
            await request.body()
            return await in_thread(partial(_to_its_end, act, request))

        return answer


def thread_router(prefix: str = "", *, tag: str) -> APIRouter:
    """Routes under a prefix, each answered in one thread."""
    return APIRouter(prefix=prefix, tags=[tag], route_class=InOneThread)


def _to_its_end(handle: _Handle, request: Request) -> Response:
    steps = handle(request)
    try:
        steps.send(None)
    except StopIteration as end:
        return cast("Response", end.value)
    steps.close()
    raise RuntimeError(f"{request.url.path} waits for the loop; its dependencies must not")


def _as_coroutine(endpoint: Callable[..., Any]) -> Callable[..., Any]:
    """The framework runs a coroutine function where it is; a plain one would change threads."""

    async def run(**values: Any) -> Any:
        return endpoint(**values)

    run.__name__, run.__doc__, run.__module__ = (
        endpoint.__name__,
        endpoint.__doc__,
        endpoint.__module__,
    )
    run.__signature__ = signature(endpoint, eval_str=True)  # pyright: ignore[reportFunctionMemberAccess]
    return run


def _calls(dependant: Dependant) -> Iterator[Callable[..., Any] | None]:
    for each in dependant.dependencies:
        yield each.call
        yield from _calls(each)
