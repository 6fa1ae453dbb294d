"""Whatever happens, in any order: a stale board with its patches equals a fresh one."""

from typing import Any

from hypothesis import event, given, settings
from hypothesis import strategies as st

from tests.factories import create_cast
from tests.servers import Database
from tests.services.board_story import CROWD, STEPS, UNHURRIED, perform, stage_for
from tests.services.boards import patch, patched, same_board, snapshot

# Shades, projects' colours, the zone, people who come back: those are read anew.
READ_ANEW = {"colour", "away", "close", "archive", "zone"}
WAYS = st.sampled_from(["window", "window", "socket", "later"])
STORY = st.lists(st.tuples(STEPS, WAYS), min_size=20, max_size=40)


@given(story=STORY)
@settings(UNHURRIED, max_examples=15)
def test_patches_make_a_stale_board_a_fresh_one(
    database: Database, story: list[tuple[tuple[Any, ...], str]]
) -> None:
    alice = create_cast(database).alice
    stage = stage_for(alice)
    board, done = snapshot(alice), set[str]()
    for step, way in [*story, (("need", 0, (0, 1)), "window")]:
        perform(stage, step)
        done.add(step[0])
        if way == "later":
            continue
        fresh = snapshot(alice)
        change = patch(alice, board["seq"], everywhere=way == "socket")
        if change.get("reset"):
            assert done & READ_ANEW or any(person.archived_at for person in stage.people)
            event("read anew")
            board = fresh
        else:
            assert change["prev"] == board["seq"]
            board = patched(board, change)
            event("patched")
        assert same_board(board, fresh), (step, way)
        done.clear()


@given(story=st.lists(CROWD, min_size=40, max_size=60))
@settings(UNHURRIED, max_examples=15)
def test_a_change_in_a_chain_tells_all_that_gives_way(
    database: Database, story: list[tuple[Any, ...]]
) -> None:
    alice = create_cast(database).alice
    stage = stage_for(alice)
    board = snapshot(alice)
    for step in story:
        perform(stage, step)
        fresh = snapshot(alice)
        board = patched(board, patch(alice, board["seq"]))
        assert same_board(board, fresh), step
