"""Bytes of a text file into text, saying so when the encoding had to be guessed."""

import codecs
import re

from charset_normalizer import from_bytes

from production_tool.domain.imports.tables import Unreadable

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What spreadsheets of our users export; an open search reads short files as exotic ones.
_LIKELY = ["cp1252", "cp1250", "cp1251", "cp1254", "mac_roman", "cp932"]
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f]")


def read_text(content: bytes) -> tuple[str, str | None]:
    """The text and, unless it was plain UTF-8, a sentence on how it was read.

    Raises Unreadable for anything that is no text.
    """
    for mark, name in _BOMS:
        if content.startswith(mark):
            return _checked(_decode(content, name)), None
    try:
        return _checked(content.decode("utf-8")), None
    except UnicodeDecodeError:
        return _guessed(content)


def _guessed(content: bytes) -> tuple[str, str]:
    if b"\x00" in content:
        raise Unreadable("it is not a text file: it holds binary data")
    best = from_bytes(content, cp_isolation=_LIKELY).best()
    name = best.encoding if best else None
    # Western first: the accents of a few names do not tell cp1252 from cp1250.
    if name == "cp1250" and _western(content):
        name = "cp1252"
    if name is None:
        raise Unreadable("it is not a text file: no encoding fits its bytes")
    text = _checked(_decode(content, name))
    return text, f"The file is not UTF-8; it was read as {name}. Check its accented letters."


def _western(content: bytes) -> bool:
    try:
        letters = [c for c in content.decode("cp1252") if not c.isascii()]
    except UnicodeDecodeError:
        return False
    return all(
        c.isalpha() or c in "\u2013\u2014\u2018\u2019\u201c\u201d\u201e«»€£©®°§…·" for c in letters
    )


def _decode(content: bytes, name: str) -> str:
    try:
        return content.decode(name)
    except UnicodeDecodeError:
        raise Unreadable(f"it begins like {name.upper()} text but is not") from None


def _checked(text: str) -> str:
    if _CONTROL.search(text):
        raise Unreadable("it is not a text file: it holds control characters")
    return text
