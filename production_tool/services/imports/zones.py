"""Names of time zones as other programs write them."""

from functools import cache
from zoneinfo import available_timezones

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON


@cache
def _names() -> dict[str, str]:
    names = {name.casefold(): name for name in available_timezones() if "/" in name}
    names |= {"utc": "UTC", "gmt": "Etc/GMT", "z": "UTC"}
    return {name.casefold(): zone for name, zone in WINDOWS_TO_OLSON.items()} | names


def known_zone(name: str) -> str | None:
    """The IANA name for an IANA or a Windows name in any case; None when there is none."""
    return _names().get(" ".join(name.split()).casefold())
