"""The form that brings files for an import."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from production_tool.domain.actor import Role
from production_tool.infra.settings import get_settings
from production_tool.services.imports import parked_files
from tests.api.people import Person, member, owner_of_a_new_studio, sign_in

URL = "/files/import"
FILES = [("files", ("a.csv", b"Name\nAnna\n")), ("files", ("b.ics", b"\x00"))]


@pytest.fixture(autouse=True)
def _data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(get_settings(), "data", tmp_path)


@pytest.fixture
def olga() -> Person:
    """The owner of a new studio."""
    return owner_of_a_new_studio()


def sent_on(api: TestClient, **asked: object) -> dict[str, str]:
    """What the form's answer tells the settings screen."""
    answer = api.post(URL, **asked)  # pyright: ignore[reportArgumentType]
    assert answer.status_code == 303
    where = urlsplit(answer.headers["location"])
    assert where.path == "/settings/import"
    return {name: values[0] for name, values in parse_qs(where.query).items()}


class TestUpload:
    def test_the_files_wait_in_the_studio(self, api: TestClient, olga: Person) -> None:
        sign_in(api, olga)
        key = sent_on(api, files=FILES)["upload"]
        found = parked_files(olga.actor, key=key)
        assert [(file.name, file.content) for file in found] == [f[1] for f in FILES]

    def test_no_files_is_told(self, api: TestClient, olga: Person) -> None:
        sign_in(api, olga)
        assert sent_on(api, data={"x": "y"}) == {"problem": "none"}

    def test_nobody_uploads_without_a_session(self, api: TestClient, tmp_path: Path) -> None:
        assert sent_on(api, files=FILES) == {"problem": "unauthenticated"}
        assert list(tmp_path.iterdir()) == []

    def test_a_freelancer_may_not(self, api: TestClient, olga: Person, tmp_path: Path) -> None:
        sign_in(api, member(olga, Role.FREELANCER))
        assert sent_on(api, files=FILES) == {"problem": "not_allowed"}
        assert list(tmp_path.iterdir()) == []

    def test_a_strangers_page_may_not(self, api: TestClient, olga: Person) -> None:
        sign_in(api, olga)
        answer = api.post(URL, files=FILES, headers={"Origin": "https://evil.example"})
        assert answer.status_code == 403

    def test_a_file_may_be_larger_than_other_requests(self, api: TestClient, olga: Person) -> None:
        sign_in(api, olga)
        assert "upload" in sent_on(api, files=[("files", ("a.csv", b"x" * 3_000_000))])
