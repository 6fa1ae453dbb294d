"""Whom and what the words of a row mean; what is missing is made only at the very end."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from production_tool.domain.imports.names import NameBook
from production_tool.domain.imports.tables import Unreadable
from production_tool.domain.refusals import Invalid
from production_tool.services.imports.plan import Plan
from production_tool.services.imports.plan_catalogue import missing_artist, missing_project


@dataclass(frozen=True, slots=True)
class Meant:
    """Somebody or something the studio knows, or (``id`` is None) has to make."""

    word: str
    id: UUID | None
    make: Callable[[Plan, str], UUID]

    def made(self, plan: Plan) -> UUID:
        """Its id, after making it if need be. Raises Unreadable."""
        known = self.id or next(iter(self._book(plan).find(self.word)), None)
        if known is not None:
            return known
        try:
            return self.make(plan, self.word)
        except Invalid as refused:
            raise Unreadable(f"“{self.word}” cannot be made: {refused.message}") from None

    def _book(self, plan: Plan) -> NameBook[UUID]:
        studio = plan.studio
        return studio.artist_book if self.make is missing_artist else studio.project_book


def meant_artist(plan: Plan, word: str) -> Meant:
    """Whom a name or e-mail address means. Raises Unreadable."""
    found = _one(plan, plan.studio.artist_book, word, "artist", "e-mail address")
    return Meant(word, found, missing_artist)


def meant_project(plan: Plan, word: str) -> Meant | None:
    """Which project a code or title means, None for no word. Raises Unreadable."""
    if not word:
        return None
    found = _one(plan, plan.studio.project_book, word, "project", "code")
    return Meant(word, found, missing_project)


def _one(plan: Plan, book: NameBook[UUID], word: str, kind: str, better: str) -> UUID | None:
    found = book.find(word)
    if len(found) > 1:
        raise Unreadable(f"{len(found)} {kind}s are called “{word}”; give the {better}")
    if found and plan.studio.is_archived(found[0]):
        raise Unreadable(f"the {kind} “{word}” is archived; bring it back first")
    if not found and not plan.options.create_missing:
        raise Unreadable(f"there is no {kind} “{word}”.{book.hint(word)}")
    return found[0] if found else None
