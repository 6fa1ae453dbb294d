"""Four web processes on one port: work without Redis, and another process for a tab."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any

import pytest
import redis
from playwright.sync_api import expect

from production_tool.infra import frontend
from production_tool.infra.datadir import open_data_dir
from production_tool.infra.valkey import Valkey
from production_tool.services.queries.bookings import read_booking
from production_tool.services.work import reading
from production_tool.state.tabs import PAUSE
from tests.e2e.board_hands import Visit, bar, book, drag, open_board, point, stands_on
from tests.e2e.conftest import OPTIONS, Studio
from tests.e2e.lossy import Line
from tests.e2e.test_import import choose
from tests.factories import create_artist
from tests.program import Program, eventually, running
from tests.servers import Database

PAUSED = "Live updates paused"


@pytest.fixture(scope="module")
def valkey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Valkey]:
    """A Redis server that nobody starts again but the test."""
    server = Valkey(open_data_dir(tmp_path_factory.mktemp("valkey")))
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def program(
    database: Database, valkey: Valkey, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Program]:
    """Four web processes behind one port."""
    frontend.build()
    options = database.environment | OPTIONS | {"REDIS_URL": valkey.url}
    with running(
        tmp_path_factory.mktemp("workers"), **options, PRODUCTION_TOOL_WORKERS="4"
    ) as started:
        yield started


@pytest.fixture(autouse=True)
def redis_runs(valkey: Valkey) -> None:
    """Whatever the test before did to it."""
    assert valkey.child is not None
    if valkey.child.poll() is not None:
        valkey.start()


@contextmanager
def frozen(valkey: Valkey) -> Iterator[None]:
    """It takes connections and answers nobody."""
    assert valkey.child is not None
    valkey.child.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        valkey.child.send_signal(signal.SIGCONT)


def kill(valkey: Valkey) -> None:
    assert valkey.child is not None
    valkey.child.kill()
    valkey.child.wait()


def wait_until_put_away(valkey: Valkey) -> None:
    """Until nothing more comes for ten times as long as a process keeps what a tab shows."""
    with redis.Redis.from_url(valkey.url) as line:  # pyright: ignore[reportUnknownMemberType]
        seen, since = -1, monotonic()

        def rests() -> bool:
            nonlocal seen, since
            told: dict[str, Any] = line.info("commandstats")  # pyright: ignore
            count = told.get("cmdstat_set", {}).get("calls", 0)
            if count != seen:
                seen, since = count, monotonic()
            return monotonic() - since > 10 * PAUSE

        eventually(rests, "what the tab shows is put away")


class TestRedisDies:
    def test_edits_go_on_and_the_other_board_catches_up(
        self, visit: Visit, studio: Studio, program: Program, valkey: Valkey
    ) -> None:
        mara = create_artist(studio.alice, name="Mara Lindt")
        made = book(studio.alice, mara.id, 0, 3)
        mo, alice = (
            visit(studio.mo_email, at=program.url),
            visit(studio.alice_email, at=program.url),
        )
        open_board(alice)
        open_board(mo)
        kill(valkey)
        for page in (mo, alice):
            expect(page.get_by_text(PAUSED)).to_be_visible()
        drag(mo, point(mo, "Mara Lindt", 1), point(mo, "Mara Lindt", 5))
        stands_on(mo, bar(mo, "Northlight"), "Mara Lindt", 4)
        expect(mo.locator(".pb-bar.pending")).to_have_count(0)
        with reading(studio.alice) as work:
            assert read_booking(work, booking_id=made.id).version == made.version + 1
        stands_on(alice, bar(alice, "Northlight"), "Mara Lindt", 4)  # read with the heartbeat
        valkey.start()
        for page in (mo, alice):
            expect(page.get_by_text(PAUSED)).to_have_count(0)
        drag(alice, point(alice, "Mara Lindt", 5), point(alice, "Mara Lindt", 9))
        stands_on(mo, bar(mo, "Northlight"), "Mara Lindt", 8)

    def test_one_that_hangs_holds_up_nothing(
        self, visit: Visit, studio: Studio, program: Program, valkey: Valkey
    ) -> None:
        mara = create_artist(studio.alice, name="Mara Lindt")
        book(studio.alice, mara.id, 0, 3)
        page = visit(studio.mo_email, at=program.url)
        open_board(page)
        with frozen(valkey):
            expect(page.get_by_text(PAUSED)).to_be_visible()
            drag(page, point(page, "Mara Lindt", 1), point(page, "Mara Lindt", 5))
            stands_on(page, bar(page, "Northlight"), "Mara Lindt", 4)
            expect(page.locator(".pb-bar.pending")).to_have_count(0)
            page.reload()
            stands_on(page, bar(page, "Northlight"), "Mara Lindt", 4)
        expect(page.get_by_text(PAUSED)).to_have_count(0)

    def test_files_are_checked_and_brought_in(
        self, visit: Visit, studio: Studio, program: Program, valkey: Valkey
    ) -> None:
        page = visit(studio.alice_email, at=program.url)
        kill(valkey)
        choose(page, "artists.csv")
        page.get_by_role("button", name="Import 64 rows").click()
        expect(page.get_by_text("Imported: 64 new.")).to_be_visible()


class TestAWorkerDies:
    def test_another_one_goes_on_with_an_open_form(
        self, visit: Visit, studio: Studio, program: Program, valkey: Valkey
    ) -> None:
        create_artist(studio.alice, name="Mara Lindt")
        page = visit(studio.mo_email, at=program.url)
        open_board(page)
        drag(page, point(page, "Mara Lindt", 1), point(page, "Mara Lindt", 4))
        form = page.get_by_role("dialog", name="New booking")
        form.get_by_label("Title").fill("Kestrel trailer")
        wait_until_put_away(valkey)
        program.kill_workers()
        expect(page.get_by_text(PAUSED)).to_be_visible()
        expect(page.get_by_text(PAUSED)).to_have_count(0)
        expect(form.get_by_label("Title")).to_have_value("Kestrel trailer")
        form.get_by_role("button", name="Book").click()
        stands_on(page, bar(page, "Kestrel trailer"), "Mara Lindt", 1)

    def test_without_redis_the_page_begins_afresh(
        self, visit: Visit, studio: Studio, program: Program, valkey: Valkey
    ) -> None:
        mara = create_artist(studio.alice, name="Mara Lindt")
        book(studio.alice, mara.id, 0, 3)
        page = visit(studio.mo_email, at=program.url)
        Line(page)
        open_board(page)
        kill(valkey)
        bar(page, "Northlight").click()
        panel = page.get_by_role("complementary", name="Booking")
        expect(panel).to_be_visible()
        program.kill_workers()
        page.wait_for_function("line.open.size > 1")
        drag(page, point(page, "Mara Lindt", 1), point(page, "Mara Lindt", 5))
        stands_on(page, bar(page, "Northlight"), "Mara Lindt", 4)
        expect(panel).to_be_visible()  # the address names it
