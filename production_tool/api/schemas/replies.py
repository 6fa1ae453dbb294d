"""What an artist answers to a booking, as it is asked for."""

from typing import Annotated, Any, Literal

from pydantic import Field

from production_tool.api.schemas.base import Amount, Seen, When
from production_tool.domain.answers import LONGEST_WORDS, Answer
from production_tool.domain.bookings import KEEP
from production_tool.domain.refusals import Invalid


class Reply(Seen):
    """Yes, no, or what would suit instead: other dates, another rate a day, or a word."""

    answer: Literal[Answer.ACCEPTED, Answer.DECLINED, Answer.COUNTERED]
    start_time: When | None = None
    end_time: When | None = None
    day_rate: Amount | None = None
    words: Annotated[str, Field(max_length=LONGEST_WORDS, examples=["A week later?"])] = ""

    def counter(self) -> dict[str, Any]:
        """What is suggested, as the service wants to know it. Raises Invalid."""
        if self.answer is not Answer.COUNTERED and self.model_fields_set - {"answer", "version"}:
            raise Invalid(
                "Only “countered” suggests something; leave the rest out, or answer that.",
                fields={"answer": "must be countered to suggest something"},
            )
        if self.answer is not Answer.COUNTERED:
            return {}
        return {
            "start": self.start_time or KEEP,
            "end": self.end_time or KEEP,
            "day_rate": self.day_rate,
            "words": self.words,
        }
