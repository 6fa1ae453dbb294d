"""The board as a file over REST."""

from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from tests.api.callers import Callers
from tests.factories import Cast, create_artist

MONTH = {"from": "2027-03-01", "to": "2027-04-01"}


class TestExport:
    @pytest.mark.parametrize(
        ("kind", "media", "begins"),
        [
            ("pdf", "application/pdf", b"%PDF"),
            ("png", "image/png", b"\x89PNG"),
            ("xlsx", "application/vnd.openxmlformats-officedocument", b"PK"),
        ],
    )
    def test_a_file_with_a_name(
        self, cast: Cast, callers: Callers, kind: str, media: str, begins: bytes
    ) -> None:
        create_artist(cast.alice, department="FX")
        answer = callers.alice.get("/board/export", params={**MONTH, "format": kind})
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"].startswith(media)
        named = f'attachment; filename="board-2027-03-01-2027-03-31.{kind}"'
        assert answer.headers["content-disposition"] == named
        assert answer.headers["cache-control"] == "private, no-store"
        assert answer.content.startswith(begins)

    def test_only_what_the_board_shows_is_in_it(self, cast: Cast, callers: Callers) -> None:
        create_artist(cast.alice, name="Filtered Out", department="Comp")
        create_artist(cast.alice, name="Nora Shown", department="Shown here")
        asked = {**MONTH, "format": "xlsx", "department": "Shown here"}
        answer = callers.alice.get("/board/export", params=asked)
        sheets = CalamineWorkbook.from_filelike(BytesIO(answer.content))
        said = f"{[sheets.get_sheet_by_name(name).to_python() for name in sheets.sheet_names]}"
        assert "Nora Shown" in said
        assert "Filtered Out" not in said

    def test_refusals_are_said_as_everywhere(self, callers: Callers) -> None:
        asked = {"from": "2027-01-01", "to": "2028-01-01", "format": "pdf"}
        refused = callers.alice.get("/board/export", params=asked)
        assert refused.status_code == 422
        assert "at most 190" in refused.json()["error"]
        assert (
            callers.bob.get("/board/export", params={**MONTH, "format": "pdf"}).status_code == 403
        )
        assert (
            callers.alice.get("/board/export", params={**MONTH, "format": "gif"}).status_code == 422
        )
