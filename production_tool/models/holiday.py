"""Days on which a studio does not work."""

from datetime import date

from sqlalchemy import UniqueConstraint

from production_tool.models.base import SCHEMA, Dated, TenantRow, belongs_to_studio, words


class StudioHoliday(TenantRow, Dated, table=True):
    """A local date of the studio; ``source`` is the calendar it was taken from, if any."""

    __table_args__ = (
        belongs_to_studio("studio_holiday"),
        UniqueConstraint("tenant_id", "day", name="studio_holiday_day_key"),
        {"schema": SCHEMA},
    )

    day: date
    name: str = words()
    source: str = words(default="")
