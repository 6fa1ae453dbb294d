"""Lines of waiting threads: first come, first served, and never for ever."""

from concurrent.futures import ThreadPoolExecutor, wait
from threading import Event

import pytest

from production_tool.infra.turns import NoTurnError, Turns, TurnsByKey


class TestTurns:
    def test_whoever_came_first_goes_first(self) -> None:
        turns, order = Turns(1, longest=10, patience=10), list[int]()
        turns.enter()

        def go(number: int, queued: Event) -> None:
            queued.set()
            turns.enter()
            order.append(number)
            turns.leave()

        with ThreadPoolExecutor(5) as pool:
            jobs = []
            for number in range(5):
                queued = Event()
                jobs.append(pool.submit(go, number, queued))
                queued.wait(5)
                while len(turns) <= number:
                    Event().wait(0.001)
            turns.leave()
            wait(jobs, 10)
        assert order == [0, 1, 2, 3, 4]

    def test_only_so_many_at_once(self) -> None:
        turns = Turns(2, longest=10, patience=0.01)
        turns.enter()
        turns.enter()
        with pytest.raises(NoTurnError):
            turns.enter()
        turns.leave()
        turns.enter()

    def test_a_line_too_long_is_not_joined(self) -> None:
        turns = Turns(1, longest=0, patience=60)
        turns.enter()
        with pytest.raises(NoTurnError):
            turns.enter()

    def test_who_gave_up_is_not_waited_for(self) -> None:
        turns = Turns(1, longest=10, patience=0.01)
        turns.enter()
        with pytest.raises(NoTurnError):
            turns.enter()
        turns.leave()
        turns.enter()
        assert len(turns) == 0


class TestTurnsByKey:
    def test_keys_do_not_wait_for_each_other(self) -> None:
        turns = TurnsByKey(1, longest=0, patience=0.01)
        turns.enter("one")
        turns.enter("two")
        with pytest.raises(NoTurnError):
            turns.enter("one")
        turns.leave("one")
        turns.enter("one")

    def test_nothing_is_kept_of_empty_lines(self) -> None:
        turns = TurnsByKey(1, longest=0, patience=0.01)
        turns.enter("one")
        with pytest.raises(NoTurnError):
            turns.enter("one")
        turns.leave("one")
        assert len(turns) == 0
