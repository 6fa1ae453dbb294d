"""Words and numbers as people write them in tables, in English and German."""

import re
from decimal import Decimal, InvalidOperation

from production_tool.domain.imports.tables import Cell, Unreadable, as_text

_STATUSES = {
    "hold": ("hold", "held", "option", "optional", "optioniert", "first hold", "1st hold"),
    "pencil": (
        "pencil", "pencilled", "penciled", "pencil 1", "first pencil", "1st pencil", "tentative",
        "provisional", "reserved", "reserviert", "reservierung", "vorgemerkt", "vorläufig",
    ),
    "confirmed": (
        "confirmed", "confirm", "firm", "booked", "definite", "fest", "fix", "bestätigt",
        "gebucht", "verbindlich",
    ),
}  # fmt: skip
_STATUS_OF = {word: status for status, words in _STATUSES.items() for word in words}
_ENDED = {
    "released", "expired", "declined", "cancelled", "canceled", "freigegeben", "abgelaufen",
    "abgelehnt", "abgesagt", "storniert",
}  # fmt: skip
_EMPLOYMENTS = {
    "staff": "staff", "employee": "staff", "permanent": "staff", "fest": "staff",
    "festangestellt": "staff", "angestellt": "staff", "intern": "staff",
    "freelance": "freelance", "freelancer": "freelance", "frei": "freelance",
    "freiberuflich": "freelance", "freie": "freelance", "freier": "freelance",
    "extern": "freelance",
}  # fmt: skip
_CURRENCIES = {"€": "EUR", "$": "USD", "£": "GBP", "euro": "EUR", "fr": "CHF", "sfr": "CHF"}
_SKILL = re.compile(r"(?P<name>.+?)\s*(?:[:=]\s*|\(\s*|\s)(?P<level>[1-5])\s*\)?")
_FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_GROUP = 3


def read_status(cell: Cell, own: dict[str, str]) -> str:
    """hold, pencil or confirmed; `own` are the words of a mapping file. Raises Unreadable."""
    word = as_text(cell).casefold()
    if not word:
        return "hold"
    if status := own.get(word) or _STATUS_OF.get(word):
        return status
    if word in _ENDED:
        raise Unreadable(f"“{word}” has ended; only hold, pencil and confirmed come in")
    raise Unreadable(f"“{word}” is no status; write hold, pencil or confirmed")


def read_employment(cell: Cell) -> str | None:
    """Staff or freelance, None when the cell is empty. Raises Unreadable."""
    word = as_text(cell).casefold()
    if not word:
        return None
    if word not in _EMPLOYMENTS:
        raise Unreadable(f"“{word}” is neither staff nor freelance")
    return _EMPLOYMENTS[word]


def read_amount(cell: Cell) -> Decimal | None:
    """A sum of money with either decimal mark, None when empty. Raises Unreadable."""
    text = re.sub(r"[^\d.,+-]", "", as_text(cell)) if as_text(cell) else ""
    if not as_text(cell):
        return None
    try:
        amount = Decimal(_plain_number(text))
    except InvalidOperation:
        raise Unreadable(f"“{as_text(cell)}” is not a number") from None
    if not 0 <= amount < 10**10:
        raise Unreadable(f"“{as_text(cell)}” is out of range")
    return amount.quantize(Decimal("0.01"))


def _plain_number(text: str) -> str:
    """The last mark is the decimal one, unless exactly three digits follow a lone kind."""
    last = max(text.rfind("."), text.rfind(","))
    if last < 0:
        return text
    other = "." if text[last] == "," else ","
    grouped = len(text) - last - 1 == _GROUP and other not in text
    if grouped or text.count(text[last]) > 1:
        return text.replace(".", "").replace(",", "")
    return text.replace(other, "").replace(",", ".")


def read_currency(cell: Cell) -> str | None:
    """Three capital letters, None when empty. Raises Unreadable."""
    word = as_text(cell)
    if not word:
        return None
    code = _CURRENCIES.get(word.casefold(), word.upper())
    if not re.fullmatch(r"[A-Z]{3}", code):
        raise Unreadable(f"“{word}” is no currency; write EUR")
    return code


def read_email(cell: Cell) -> str | None:
    """An address in small letters, None when empty. Raises Unreadable."""
    text = as_text(cell).lower()
    if not text:
        return None
    name, _, host = text.partition("@")
    if not name or "." not in host or " " in text:
        raise Unreadable(f"“{text}” is no e-mail address")
    return text


def read_skills(cell: Cell) -> dict[str, int | None]:
    """Skills with their level 1 to 5, None where no level is given: `nuke:4; roto`."""
    skills: dict[str, int | None] = {}
    for part in re.split(r"[;,|\n]", as_text(cell)):
        if not (word := part.strip()):
            continue
        match = _SKILL.fullmatch(word)
        name, level = (match["name"], int(match["level"])) if match else (word, None)
        skills[read_name(name)] = level
    return skills


def read_colour(cell: Cell) -> str | None:
    """A colour like #1f77b4, None when empty. Raises Unreadable."""
    text = as_text(cell)
    if not text:
        return None
    if not _COLOUR.fullmatch(text):
        raise Unreadable(f"“{text}” is no colour; write #1f77b4")
    return text.lower()


def read_name(cell: Cell) -> str:
    """A name on one line, never the beginning of a formula. Raises Unreadable."""
    text = " ".join(as_text(cell).split())
    if looks_like_formula(text):
        raise Unreadable(f"“{text}” is a formula, not a name")
    return text


def looks_like_formula(text: str) -> bool:
    """A spreadsheet would calculate this instead of showing it."""
    return text.startswith(_FORMULA_MARKS)
