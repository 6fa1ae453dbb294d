"""Tables: columns and constraints."""

from production_tool.models.booking import Availability, Booking
from production_tool.models.catalogue import Artist, ArtistSkill, Project
from production_tool.models.challenge import Challenge
from production_tool.models.holiday import StudioHoliday
from production_tool.models.open_role import OpenRole, RoleEvent
from production_tool.models.people import (
    ApiToken,
    Idempotency,
    Invitation,
    Membership,
    UserAccount,
    UserSession,
)
from production_tool.models.studio import BookingEvent, Change, Tenant, TenantClock
from production_tool.models.views import SavedView

__all__ = [
    "ApiToken",
    "Artist",
    "ArtistSkill",
    "Availability",
    "Booking",
    "BookingEvent",
    "Challenge",
    "Change",
    "Idempotency",
    "Invitation",
    "Membership",
    "OpenRole",
    "Project",
    "RoleEvent",
    "SavedView",
    "StudioHoliday",
    "Tenant",
    "TenantClock",
    "UserAccount",
    "UserSession",
]
