"""Waiting for another process: one look at least, many if need be, and an end."""

from itertools import count

from production_tool.infra.patience import comes_true


def test_it_looks_until_it_is_so() -> None:
    looks = count(1)
    assert comes_true(lambda: next(looks) == 5, within=60, every=0)
    assert next(looks) == 6


def test_without_time_it_looks_once() -> None:
    looks = count(1)
    assert not comes_true(lambda: next(looks) > 1, within=0)
    assert next(looks) == 2


def test_it_gives_up() -> None:
    assert not comes_true(lambda: False, within=0.01, every=0.001)
