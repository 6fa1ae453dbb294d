"""Requests in threads: what comes back, how many run at once, and what must not wait."""

import asyncio
import json
from collections.abc import Iterator
from threading import Event, get_ident

import pytest
from fastapi import Depends, FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, iter_route_contexts
from starlette.testclient import TestClient

from production_tool.api.app import create_api
from production_tool.api.deps import actor
from production_tool.api.routes import InOneThread, thread_router
from production_tool.infra.threads import in_thread
from tests.api.callers import Callers
from tests.factories import Cast


class TestInThread:
    def test_the_value_comes_back_from_another_thread(self) -> None:
        assert asyncio.run(in_thread(get_ident)) != get_ident()

    def test_so_does_what_was_raised(self) -> None:
        def fail() -> None:
            raise KeyError("said")

        with pytest.raises(KeyError, match="said"):
            asyncio.run(in_thread(fail))

    def test_as_many_as_come_run_at_once(self) -> None:
        everybody = [Event() for _ in range(20)]

        def meet(number: int) -> bool:
            everybody[number].set()
            return all(each.wait(10) for each in everybody)

        async def all_of_them() -> list[bool]:
            return await asyncio.gather(*(in_thread(lambda n=n: meet(n)) for n in range(20)))

        assert asyncio.run(all_of_them()) == [True] * 20

    def test_it_ends_also_when_nobody_waits_for_it(self) -> None:
        begun, may_end, ended = Event(), Event(), Event()

        def go() -> None:
            begun.set()
            may_end.wait(10)
            ended.set()

        async def give_up() -> None:
            task = asyncio.create_task(in_thread(go))
            while not begun.is_set():
                await asyncio.sleep(0)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

        asyncio.run(give_up())
        may_end.set()
        assert ended.wait(10)


class TestInOneThread:
    def test_a_dependency_that_waits_for_the_loop_is_a_fault(self) -> None:
        router = thread_router(tag="x")

        async def wait() -> None:
            await asyncio.sleep(0)

        @router.get("/", dependencies=[Depends(wait)])
        def read() -> None: ...

        app = FastAPI()
        app.include_router(router)
        with pytest.raises(RuntimeError, match="waits for the loop"):
            TestClient(app).get("/")

    def test_whoever_asks_who_is_calling_does_it_there(self) -> None:
        for each in iter_route_contexts(create_api().routes):
            route = each.original_route
            if isinstance(route, APIRoute) and actor in calls(route.dependant):
                assert isinstance(route, InOneThread), each.path


class TestShortcut:
    def test_every_route_with_a_plain_answer_has_one(self) -> None:
        routes = [each.original_route for each in iter_route_contexts(create_api().routes)]
        ours = [each for each in routes if isinstance(each, InOneThread)]
        without = [each.path for each in ours if not each.has_shortcut]
        assert without == ["/me"]

    def test_it_reads_bodies_as_the_framework_does(self, callers: Callers, cast: Cast) -> None:
        # The second goes the framework's way, for its spelling of the type.
        for kind in ("application/json", "application/json; charset=utf-8"):
            name = f"Mara of {kind}"
            made = callers.alice.post(
                "/artists", content=json.dumps({"name": name}), headers={"Content-Type": kind}
            )
            assert made.status_code == 201, made.text
            assert made.json()["data"]["name"] == name

    @pytest.mark.parametrize("body", [b"", b"[", b"[" * 100_000, b'{"name": 5}', b"\xff"])
    def test_nobody_is_told_about_bodies_only_once_they_are_somebody(
        self, callers: Callers, body: bytes
    ) -> None:
        kind = {"Content-Type": "application/json"}
        assert callers.alice.post("/artists", content=body, headers=kind).status_code == 422
        refused = callers.nobody.post("/artists", content=body, headers=kind).status_code
        assert refused in (401, 422)
        if body == b'{"name": 5}':
            assert refused == 401


def calls(dependant: Dependant) -> Iterator[object]:
    for each in dependant.dependencies:
        yield each.call
        yield from calls(each)
