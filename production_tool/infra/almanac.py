"""Public holidays of countries, looked up in a process of its own: the tables are large, and
asked for a few times a year."""

import json
import re
import sys
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from production_tool.infra.offload import run_offloaded

_ENGLISH = ("en_US", "en_GB", "en_CA", "en_AU")


@lru_cache(maxsize=1)
def countries() -> tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]:
    """Code, English name and regions (code, name) of each, by name. Raises OffloadError."""
    told = json.loads(run_offloaded(__name__, "countries", given=b""))
    return tuple((code, name, tuple((a, b) for a, b in regions)) for code, name, regions in told)


@lru_cache(maxsize=64)
def days_off(country: str, region: str, years: tuple[int, ...]) -> tuple[tuple[date, str], ...]:
    """The public holidays of some years, in order. Raises OffloadError."""
    asked = json.dumps([country, region, years]).encode()
    told = json.loads(run_offloaded(__name__, "days", given=asked))
    return tuple((date.fromisoformat(day), name) for day, name in told)


def _countries() -> list[Any]:
    import holidays  # noqa: PLC0415 - only the process of its own needs it
    from holidays.registry import COUNTRIES  # noqa: PLC0415

    # CamelCase made into words; a run of capitals stays together.
    words = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
    names = {entry[1]: words.sub(" ", entry[0]) for entry in COUNTRIES.values()}
    parts = holidays.list_supported_countries(include_aliases=False)
    found = [[code, names.get(code, code), _regions(code, parts[code])] for code in parts]
    return sorted(found, key=lambda each: each[1])


def _regions(country: str, codes: Sequence[str]) -> list[tuple[str, str]]:
    import holidays  # noqa: PLC0415

    if not codes:
        return []
    calendar: Any = holidays.country_holidays(country)
    known: dict[str, list[str]] = calendar.get_subdivision_aliases()
    named = [(code, (known.get(code) or [code])[0]) for code in codes]
    return sorted(named, key=lambda each: each[1])


def _days(country: str, region: str, years: Sequence[int]) -> list[tuple[str, str]]:
    import holidays  # noqa: PLC0415

    spoken = holidays.country_holidays(country).supported_languages
    language = next((each for each in _ENGLISH if each in spoken), None)
    found = holidays.country_holidays(
        country, subdiv=region or None, years=list(years), language=language
    )
    return sorted((day.isoformat(), name) for day, name in found.items() if day.year in years)


if __name__ == "__main__":
    asked = json.loads(sys.stdin.read() or "[]")
    print(json.dumps(_days(*asked) if sys.argv[1] == "days" else _countries()))  # noqa: T201
