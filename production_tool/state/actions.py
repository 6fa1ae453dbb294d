"""Everything the palette can do besides finding: in which words, for whom, and where."""

from collections.abc import Iterator
from dataclasses import dataclass

from production_tool.domain.actor import Permission
from production_tool.state.account import LOOKS
from production_tool.state.board import ZOOMS
from production_tool.state.board_export import FILES
from production_tool.state.places import FREELANCER_PLACES, PLANNER_PLACES, SETTINGS
from production_tool.state.session import Me
from production_tool.state.verbs import said


@dataclass(frozen=True)
class Action:
    """One line; ``key`` says what is done, ``verb`` which key does it too, ``also`` other words."""

    key: str
    label: str
    picture: str
    also: str = ""
    verb: str = ""
    right: Permission | None = None
    changes: bool = False  # not of what the board shows of the past


def _by_key(verb: str, picture: str, also: str = "", *, changes: bool = False) -> Action:
    """What a key of the board does; words and keys are told in verbs.py and rules.py."""
    key = verb if verb.startswith("say:") else f"board:{verb}"
    return Action(key, said(verb), picture, also, verb, changes=changes)


ON_THE_BOARD = [
    _by_key("say:undo", "undo_2", "take back", changes=True),
    _by_key("say:redo", "redo_2", "again", changes=True),
    _by_key("say:free", "user_search", "available find people", changes=True),
    _by_key("today", "calendar_check"),
    _by_key("back", "chevron_left", "before previous"),
    _by_key("on", "chevron_right", "after next"),
    *(Action(f"board:zoom:{zoom}", f"Show a {zoom}", "zoom_in", "zoom") for zoom in ZOOMS),
    _by_key("say:print", "printer", "paper"),
    *(
        Action(f"save:{kind}", f"Export as {name}", picture, "save file")
        for kind, name, picture in FILES
    ),
    _by_key("say:help", "keyboard", "help shortcuts keyboard"),
]
NEW = [
    Action("new:booking", "New booking", "plus", "book add", right=Permission.PLAN_BOOKINGS),
    Action("new:role", "New open role", "plus", "add unassigned", right=Permission.PLAN_BOOKINGS),
    Action("new:artist", "New artist", "plus", "add person", right=Permission.EDIT_ARTISTS),
    Action("new:project", "New project", "plus", "add", right=Permission.EDIT_PROJECTS),
]
LOOKING = [
    Action(f"look:{look}", f"Look: {label}", "sun_moon", "theme mode colours")
    for look, label in LOOKS
]
STEP = "square_menu"  # beside what can be done with a bar
SIGN_OUT = Action("sign-out", "Sign out", "log_out", "log leave")


def actions_for(me: Me, *, on_board: bool, past: bool) -> list[Action]:
    """What somebody may do now, in the order it is offered."""
    return [
        *(each for each in NEW if each.right in me.rights),
        *(_on_the_board(past=past) if on_board else ()),
        *_places(me),
        *(
            Action(f"studio:{one.slug}", f"Switch to {one.name}", "arrow_left_right")
            for one in me.others
        ),
        *LOOKING,
        SIGN_OUT,
    ]


def pictures() -> set[str]:
    """Every picture that a line may have."""
    places = {place.picture for place in [*PLANNER_PLACES, *FREELANCER_PLACES]}
    drawn = {each.picture for each in [*ON_THE_BOARD, *NEW, *LOOKING, SIGN_OUT]}
    return places | drawn | {"history", "arrow_left_right", STEP}


def _on_the_board(*, past: bool) -> Iterator[Action]:
    yield from (each for each in ON_THE_BOARD if not (past and each.changes))
    words = ("Back to now", "present") if past else ("Look back", "history past as of")
    yield Action("past", words[0], "history", words[1])


def _places(me: Me) -> Iterator[Action]:
    for place in PLANNER_PLACES if me.plans else FREELANCER_PLACES:
        yield Action(f"to:{place.href}", f"Go to {place.label}", place.picture)
    for place in SETTINGS:
        if place.right in (None, *me.rights):
            yield Action(f"to:{place.href}", f"Go to {place.label}", "settings", "settings")
