"""How long a hold lives."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from production_tool.domain.expiry import (
    ExpiryInThePast,
    ExpiryPolicy,
    default_expiry,
    expiry_for,
    is_overdue,
)

NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class TestDefaultExpiry:
    def test_a_far_booking_is_held_for_two_weeks(self) -> None:
        assert default_expiry(now=NOW, start=NOW + 60 * DAY) == NOW + 14 * DAY

    def test_a_near_booking_is_held_until_two_days_before(self) -> None:
        assert default_expiry(now=NOW, start=NOW + 5 * DAY) == NOW + 3 * DAY

    @pytest.mark.parametrize("start", [NOW - DAY, NOW, NOW + DAY, NOW + 49 * HOUR])
    def test_a_hold_lives_an_hour_at_least(self, start: datetime) -> None:
        assert default_expiry(now=NOW, start=start) == NOW + HOUR

    def test_the_studio_decides(self) -> None:
        policy = ExpiryPolicy(after_made=3 * DAY, before_start=timedelta(0))
        assert default_expiry(now=NOW, start=NOW + 9 * DAY, policy=policy) == NOW + 3 * DAY
        assert default_expiry(now=NOW, start=NOW + 2 * DAY, policy=policy) == NOW + 2 * DAY

    @given(st.integers(-10_000, 10_000), st.integers(1, 365), st.integers(0, 8760))
    def test_always_between_an_hour_and_the_policy(self, away: int, days: int, hours: int) -> None:
        policy = ExpiryPolicy(after_made=days * DAY, before_start=hours * HOUR)
        expiry = default_expiry(now=NOW, start=NOW + away * HOUR, policy=policy)
        assert NOW + HOUR <= expiry <= NOW + days * DAY


class TestWishedExpiry:
    def test_the_maker_may_set_another(self) -> None:
        assert expiry_for(NOW + 90 * DAY, now=NOW, start=NOW + DAY) == NOW + 90 * DAY

    def test_but_not_in_the_past(self) -> None:
        with pytest.raises(ExpiryInThePast) as refused:
            expiry_for(NOW, now=NOW, start=NOW + DAY)
        assert refused.value.fields == {"expiresAt": "must be in the future"}

    def test_a_hold_is_over_at_the_very_instant(self) -> None:
        assert is_overdue(NOW, now=NOW)
        assert not is_overdue(NOW + timedelta(microseconds=1), now=NOW)
        assert not is_overdue(None, now=NOW)
