"""Which artists and projects new bookings may use."""

from dataclasses import dataclass

from production_tool.domain.artists import NoSuchArtist
from production_tool.domain.projects import NoSuchProject
from production_tool.domain.refusals import Conflict


class ArtistArchived(Conflict):
    """The artist no longer works for the studio."""


class ProjectArchived(Conflict):
    """The project is closed to new bookings."""


@dataclass(frozen=True, slots=True)
class Known:
    """A name from the studio's lists, and whether new bookings may use it.

    ``answers`` says whether it is an artist with a login, who can be asked.
    """

    name: str
    usable: bool
    answers: bool = False


def artist_to_book(known: Known | None) -> str:
    """The artist's name. Raises NoSuchArtist or ArtistArchived."""
    if known is None:
        raise NoSuchArtist(
            "There is no such artist in this studio; choose one of the list.",
            fields={"artistId": "is not known"},
        )
    if not known.usable:
        raise ArtistArchived(
            f"{known.name} is archived and cannot be booked; bring the artist back first.",
            fields={"artistId": "is archived"},
        )
    return known.name


def project_to_book(known: Known | None) -> str:
    """The project's name. Raises NoSuchProject or ProjectArchived."""
    if known is None:
        raise NoSuchProject(
            "There is no such project in this studio; choose one of the list, or none.",
            fields={"projectId": "is not known"},
        )
    if not known.usable:
        raise ProjectArchived(
            f"{known.name} is archived; choose another project, or bring it back first.",
            fields={"projectId": "is archived"},
        )
    return known.name
