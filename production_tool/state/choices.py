"""What the forms of the board offer to choose: artists and projects."""

from dataclasses import dataclass

from production_tool.domain.actor import Permission
from production_tool.services.queries.artists import list_artists
from production_tool.services.queries.paging import MOST, Ask
from production_tool.services.queries.projects import list_projects
from production_tool.services.work import Work

MANY = Ask(limit=MOST)


@dataclass(frozen=True)
class Choice:
    """Something to choose, by id."""

    id: str
    name: str


def artists_to_book(work: Work) -> list[Choice]:
    """Everybody who can be booked. Raises NotAllowed for who may not plan."""
    work.actor.must(Permission.PLAN_BOOKINGS)
    return [Choice(str(each.id), each.name) for each in list_artists(work, ask=MANY).rows]


def projects_to_book_for(work: Work) -> list[Choice]:
    """Everything somebody can be booked for. Raises NotAllowed for who may not plan."""
    work.actor.must(Permission.PLAN_BOOKINGS)
    return [
        Choice(str(each.id), f"{each.code} {each.title}".strip())
        for each in list_projects(work, ask=MANY).rows
    ]
