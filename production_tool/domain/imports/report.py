"""What an import did or would do, row by row."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What becomes of one row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "already there"
    REMOVED = "removed"
    LEFT_OUT = "left out"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One row of a file: its number, what it is about, and what becomes of it and why."""

    source: str
    number: int
    what: str
    outcome: Outcome
    reason: str = ""
    unit: str = "row"

    @property
    def place(self) -> str:
        """Where to look for it; a number of 0 is nowhere in the file."""
        return f"{self.source}, {self.unit} {self.number}" if self.number else self.source


@dataclass(frozen=True, slots=True)
class Understood:
    """How a table or calendar was read: what it holds, its dates, and remarks."""

    source: str
    holds: str
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """The refused rows of one table, with their reasons, ready to be mended."""

    source: str
    sheet: str | None
    ending: str
    content: bytes

    @property
    def name(self) -> str:
        """What to call it beside its source: bookings.refused.csv."""
        stem = (self.source.rpartition(".")[0] or self.source).removesuffix(".refused")
        sheet = f".{''.join(c if c.isalnum() else '_' for c in self.sheet)}" if self.sheet else ""
        return f"{stem}{sheet}.refused.{self.ending}"


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Everything about one import. `written` is false for dry runs and stopped ones."""

    lines: Sequence[ReportLine]
    understood: Sequence[Understood] = ()
    refused_files: Sequence[RefusedFile] = ()
    written: bool = False
    dry_run: bool = False

    def count(self, outcome: Outcome) -> int:
        """How many rows came to this."""
        return self.counts[outcome]

    @property
    def counts(self) -> Counter[Outcome]:
        """Rows by outcome."""
        return Counter(line.outcome for line in self.lines)

    @property
    def stopped(self) -> bool:
        """Nothing was written because rows are refused and the rest was not asked for."""
        return not self.dry_run and not self.written and self.count(Outcome.REFUSED) > 0

    def sentence(self) -> str:
        """The whole in one sentence."""
        counts = self.counts
        told = ", ".join(f"{counts[o]:,} {o}" for o in Outcome if counts[o]) or "no rows"
        if self.dry_run:
            return f"Nothing was written, this was a dry run: {told}."
        if self.stopped:
            return f"Nothing was written, as some rows are refused: {told}."
        return f"Imported: {told}."
