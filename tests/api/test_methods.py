"""An address that is asked the wrong way says which ways it answers."""

import pytest

from tests.api.callers import Callers


@pytest.mark.parametrize(
    ("method", "path", "allow"),
    [
        ("PUT", "/bookings", "GET, POST"),
        ("PUT", "/bookings/x", "DELETE, GET, PATCH"),
        ("OPTIONS", "/artists/x", "GET, PATCH"),
        ("GET", "/bookings/bulk/x", None),
        ("DELETE", "/board", "GET"),
    ],
)
def test_allow_names_every_method(
    callers: Callers, method: str, path: str, allow: str | None
) -> None:
    answer = callers.alice.request(method, path)
    assert answer.status_code == (404 if allow is None else 405)
    assert answer.headers.get("allow") == allow
