"""How words are compared when somebody looks for something: accents and case do not count."""

import unicodedata
from collections.abc import Sequence

MOST_WORDS = 8
# Letters of their own that no accent makes, as people type them on other keyboards.
PLAIN = {"ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ß": "ss"}


def folded(text: str) -> str:
    """Lower case, without accents: what `Søren Müller` and `soren muller` have in common."""
    apart = unicodedata.normalize("NFKD", text)
    kept = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return kept.translate(str.maketrans(PLAIN)).lower()


def words_of(text: str) -> list[str]:
    """The words to look for, folded; so many count."""
    return folded(text).split()[:MOST_WORDS]


def begins(words: Sequence[str], text: str) -> bool:
    """Whether each of the words begins a word of the text."""
    told = f" {folded(text)}"
    return all(f" {word}" in told for word in words)
