"""Finding out what a table holds by its header, in English and German."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Sort(StrEnum):
    """What the rows of a table are."""

    ARTISTS = "artists"
    PROJECTS = "projects"
    BOOKINGS = "bookings"


_WORDS: dict[Sort, dict[str, tuple[str, ...]]] = {
    Sort.BOOKINGS: {
        "artist": (
            "artist", "artist name", "name", "full name", "person", "resource", "who", "crew",
            "künstler", "künstlerin", "mitarbeiter", "ressource", "wer",
        ),
        "project": (
            "project", "project code", "code", "job", "show", "production", "projekt",
            "projektnummer", "produktion", "auftrag",
        ),
        "start": ("from", "start", "starts", "start date", "start time", "begin", "first day",
                  "von", "ab", "beginn", "anfang"),
        "end": ("to", "end", "ends", "end date", "end time", "until", "till", "finish",
                "last day", "bis", "ende"),
        "status": ("status", "state", "booking status", "stand", "zustand"),
        "title": ("title", "booking", "task", "subject", "titel", "aufgabe", "bezeichnung"),
        "notes": ("notes", "note", "remark", "remarks", "comment", "comments", "notiz",
                  "notizen", "bemerkung", "bemerkungen", "kommentar"),
        "expires": ("expires", "expires at", "expiry", "hold until", "valid until",
                    "läuft ab", "gültig bis", "option bis"),
    },
    Sort.ARTISTS: {
        "name": ("name", "full name", "artist", "artist name", "person", "künstler",
                 "künstlerin", "mitarbeiter", "vollständiger name"),
        "email": ("email", "e-mail", "mail", "e-mail address", "email address", "e-mail-adresse"),
        "title": ("title", "job title", "role", "position", "titel", "rolle", "funktion"),
        "department": ("department", "team", "dept", "abteilung", "bereich", "gewerk"),
        "skills": ("skills", "skill", "skillset", "fähigkeiten", "kenntnisse", "können"),
        "employment": ("employment", "contract", "employment type", "anstellung",
                       "vertrag", "beschäftigung"),
        "rate": ("day rate", "rate", "dayrate", "daily rate", "tagessatz", "satz"),
        "currency": ("currency", "währung"),
        "zone": ("time zone", "timezone", "zone", "tz", "zeitzone"),
    },
    Sort.PROJECTS: {
        "code": ("code", "project code", "number", "job number", "kürzel", "projektnummer",
                 "nummer"),
        "title": ("title", "name", "project", "project name", "titel", "projekt", "projektname"),
        "client": ("client", "customer", "agency", "kunde", "auftraggeber", "agentur"),
        "start": ("start", "from", "start date", "begin", "von", "beginn", "anfang"),
        "end": ("end", "to", "end date", "finish", "deadline", "delivery", "bis", "ende",
                "abgabe"),
        "budget": ("budget", "etat"),
        "currency": ("currency", "währung"),
        "colour": ("colour", "color", "farbe"),
    },
}  # fmt: skip
_NEEDED: dict[Sort, tuple[frozenset[str], ...]] = {
    Sort.BOOKINGS: (frozenset({"artist", "start"}),),
    Sort.ARTISTS: (frozenset({"name"}),),
    Sort.PROJECTS: (frozenset({"code"}), frozenset({"title", "client"})),
}
REASON_HEADER = "Refused because"
_EXCLUSIVE = re.compile(r"\(?\b(exclusive|exkl\.?|exklusive|exclusiv)\b\)?", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")


@dataclass(frozen=True, slots=True)
class Layout:
    """What a table holds and where: field → column, counted from 0."""

    sort: Sort
    columns: Mapping[str, int]
    header: tuple[str, ...]
    ignored: tuple[str, ...] = ()
    end_exclusive: bool = False

    def label(self, name: str) -> str:
        """The field as the file calls it."""
        return self.header[self.columns[name]] if name in self.columns else name


@dataclass(frozen=True, slots=True)
class _Attempt:
    sort: Sort
    columns: dict[str, int] = field(default_factory=dict[str, int])

    @property
    def usable(self) -> bool:
        return any(needed <= self.columns.keys() for needed in _NEEDED[self.sort])


def recognise(
    header: Sequence[str],
    *,
    own: Mapping[str, str] | None = None,
    end_exclusive: bool | None = None,
) -> Layout | None:
    """The layout that explains most of the header, or None when nothing fits.

    `own` maps header → field from a mapping file and wins over the known words.
    """
    attempts = [_attempt(sort, header, own or {}) for sort in _WORDS]
    usable = [attempt for attempt in attempts if attempt.usable]
    if not usable:
        return None
    best = max(usable, key=lambda attempt: len(attempt.columns))
    taken = set(best.columns.values())
    left = [h for i, h in enumerate(header) if i not in taken and h and h != REASON_HEADER]
    if end_exclusive is None:
        end_exclusive = _says_exclusive(header, best.columns)
    return Layout(best.sort, best.columns, tuple(header), tuple(left), end_exclusive)


def known_words(header: Sequence[str], own: Mapping[str, str] | None = None) -> int:
    """How many cells of a possible header are understood; 0 when it is none."""
    layout = recognise(header, own=own)
    return len(layout.columns) if layout else 0


def fields_of(sort: Sort) -> frozenset[str]:
    """The names that a mapping file may give to columns of such a table."""
    return frozenset(_WORDS[sort])


def plain(header: str) -> str:
    """A header as it is compared: no case, no brackets, one space between words."""
    text = _EXCLUSIVE.sub(" ", _BRACKETS.sub(" ", header)).casefold()
    return " ".join(text.replace("_", " ").strip(" \ufeff:*.").split())


def _attempt(sort: Sort, header: Sequence[str], own: Mapping[str, str]) -> _Attempt:
    attempt = _Attempt(sort)
    mine = {plain(name): field_name for name, field_name in own.items()}
    for column, cell in enumerate(header):
        name = mine.get(plain(cell))
        if name in _WORDS[sort]:
            attempt.columns.setdefault(name, column)
    for name, words in _WORDS[sort].items():
        for column in _by_preference(header, words, mine):
            if column not in attempt.columns.values():
                attempt.columns.setdefault(name, column)
    return attempt


def _by_preference(
    header: Sequence[str], words: Sequence[str], mine: Mapping[str, str]
) -> list[int]:
    """Columns that carry one of the words, the better word first."""
    cells = [plain(cell) for cell in header]
    return [
        column
        for word in words
        for column, cell in enumerate(cells)
        if cell == word and cell not in mine
    ]


def _says_exclusive(header: Sequence[str], columns: Mapping[str, int]) -> bool:
    return "end" in columns and bool(_EXCLUSIVE.search(header[columns["end"]]))
