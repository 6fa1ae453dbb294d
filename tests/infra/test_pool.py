"""Lines kept and handed on; and what happens when the server has no room for more."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import psycopg
import pytest

from production_tool.infra.pool import Pool
from production_tool.infra.turns import NoTurnError


class FakeLine:
    """A line that is well, until it is told otherwise."""

    def __init__(self) -> None:
        self.born = float("inf")
        self.well = True

    def rests(self) -> bool:
        return self.well

    def end(self) -> None:
        self.well = False


class Server:
    """Gives so many lines."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.made = 0

    def line(self) -> Any:
        if self.made >= self.room:
            raise psycopg.OperationalError("sorry, too many clients already")
        self.made += 1
        return FakeLine()


def test_a_line_given_back_is_used_again() -> None:
    pool = Pool(Server(5).line, 5, patience=1)
    line = pool.take()
    pool.give_back(line)
    assert pool.take() is line


def test_one_that_is_not_well_is_replaced() -> None:
    pool = Pool(Server(5).line, 5, patience=1)
    line: Any = pool.take()
    line.well = False
    pool.give_back(line)
    assert pool.take() is not line


def test_so_does_one_that_is_too_old() -> None:
    pool = Pool(Server(5).line, 5, patience=1)
    line: Any = pool.take()
    line.born = -float("inf")
    pool.give_back(line)
    assert pool.take() is not line


def test_no_more_than_so_many() -> None:
    pool = Pool(Server(5).line, 2, patience=0.01)
    pool.take()
    pool.take()
    with pytest.raises(NoTurnError):
        pool.take()


def test_whoever_finds_no_room_waits_for_those_that_are_there() -> None:
    server = Server(room=1)
    pool = Pool(server.line, 3, patience=10)
    only, asked = pool.take(), Event()

    def ask() -> Any:
        asked.set()
        line = pool.take()
        pool.give_back(line)
        return line

    with ThreadPoolExecutor(5) as everybody:
        waiting = [everybody.submit(ask) for _ in range(5)]
        asked.wait(10)
        pool.give_back(only)
        assert [each.result(10) for each in waiting] == [only] * 5


def test_with_nobody_there_it_is_said_at_once() -> None:
    server = Server(room=0)
    pool = Pool(server.line, 1, patience=10)
    for _ in range(3):
        with pytest.raises(psycopg.OperationalError):
            pool.take()
    server.room = 1
    pool.take()


def test_there_is_more_room_once_it_all_broke_down() -> None:
    server = Server(room=1)
    pool = Pool(server.line, 2, patience=0.01)
    only: Any = pool.take()
    with pytest.raises(NoTurnError):
        pool.take()
    only.well = False
    pool.give_back(only)
    server.room = 3
    pool.take()
    pool.take()
