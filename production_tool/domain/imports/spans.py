"""From when until when a row means, as local dates or times."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from production_tool.domain.imports.dates import Moment
from production_tool.domain.imports.tables import Unreadable
from production_tool.domain.periods import LONGEST


@dataclass(frozen=True, slots=True)
class Span:
    """From a local moment up to, not including, another; both dates or both with a time."""

    start: Moment
    end: Moment


def make_span(start: Moment, end: Moment, *, inclusive: bool) -> Span:
    """Put the two together: a day as the end counts itself if `inclusive`.

    Raises Unreadable when nothing, or more than 400 days, lies between.
    """
    if not isinstance(end, datetime) and inclusive:
        end = end + timedelta(days=1)
    if isinstance(start, datetime) != isinstance(end, datetime):
        start, end = _midnight(start), _midnight(end)
    left, right = _midnight(start), _midnight(end)
    if (left.tzinfo is None) != (right.tzinfo is None):
        raise Unreadable("only one of start and end names its time zone")
    if right < left or (right == left and inclusive and not isinstance(end, datetime)):
        raise Unreadable("it ends before it starts")
    if right == left:
        raise Unreadable("it lasts no time at all")
    if right - left > LONGEST:
        raise Unreadable(
            f"it lasts {(right - left).days} days; at most {LONGEST.days} are possible"
        )
    return Span(start, end)


def _midnight(moment: Moment) -> datetime:
    if isinstance(moment, datetime):
        return moment
    return datetime.combine(moment, datetime.min.time())
