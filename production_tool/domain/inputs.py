"""What people type: tidied, and refused field by field, all faults at once."""

import unicodedata
from datetime import date
from decimal import Decimal

from production_tool.domain.refusals import Invalid
from production_tool.domain.zones import NoSuchZone, zone_named

_KEPT = "\n\t"
_CENT = Decimal("0.01")

LOOK_AGAIN = "Please look at this again"


class Faults:
    """Collects what is wrong with an input, so that a form can show all of it."""

    def __init__(self) -> None:
        self.fields: dict[str, str] = {}

    def say(self, field: str, what: str) -> None:
        """Note a fault; the first one of a field is kept."""
        self.fields.setdefault(field, what)

    def refuse(self, refusal: type[Invalid]) -> None:
        """Raise the refusal if anything is wrong."""
        if not self.fields:
            return
        told = "; ".join(f"{field} {what}" for field, what in self.fields.items())
        raise refusal(f"{LOOK_AGAIN}: {told}.", fields=self.fields)

    def line(self, field: str, value: str, *, longest: int, required: bool = False) -> str:
        """One line of text, trimmed."""
        return self.text(field, " ".join(value.split()), longest=longest, required=required)

    def text(self, field: str, value: str, *, longest: int, required: bool = False) -> str:
        """Text of any number of lines, trimmed."""
        tidy = value.strip()
        if not is_clean(tidy):
            self.say(field, "holds characters that are no text")
        elif required and not tidy:
            self.say(field, "is missing")
        elif len(tidy) > longest:
            self.say(field, f"is longer than {longest} characters")
        return tidy

    def email(self, field: str, value: str) -> str:
        """A mail address, or nothing."""
        tidy = self.line(field, value, longest=254)
        name, _, host = tidy.rpartition("@")
        if tidy and (not name or not host or " " in tidy):
            self.say(field, "is not an email address")
        return tidy

    def zone(self, field: str, value: str) -> str:
        """The name of a time zone."""
        try:
            return zone_named(value.strip()).key
        except NoSuchZone:
            self.say(field, "is not an IANA time zone such as Europe/Berlin")
            return value

    def currency(self, field: str, value: str) -> str:
        """Three letters."""
        tidy = value.strip().upper()
        if not (len(tidy) == 3 and tidy.isascii() and tidy.isalpha()):
            self.say(field, "is not a currency such as EUR")
        return tidy

    def amount(self, field: str, value: Decimal | None, *, digits: int) -> Decimal | None:
        """Money: not negative, in cents, with so many digits before the point."""
        if value is None:
            return None
        if not value.is_finite() or not 0 <= value < Decimal(10) ** digits:
            self.say(field, f"is not an amount between 0 and {10**digits - 1}")
        elif value != value.quantize(_CENT):
            self.say(field, "has more than two decimals")
        else:
            return value.quantize(_CENT)
        return value

    def in_order(self, field: str, first: date | None, last: date | None) -> None:
        """Two dates of which the second may not come first."""
        if first and last and last < first:
            self.say(field, "comes before the start")


def is_clean(value: str) -> bool:
    """Whether text holds only what a database and a screen can show."""
    return all(
        letter in _KEPT or unicodedata.category(letter) not in {"Cc", "Cs"} for letter in value
    )


def searchable(value: str) -> str:
    """What somebody typed to search for, without what can never be found."""
    return "".join(letter for letter in value if is_clean(letter)).strip()[:200]
