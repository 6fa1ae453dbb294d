"""What people do with bookings."""

from production_tool.services.bookings.answering import (
    accept_booking,
    accept_counter,
    counter_booking,
    drop_counter,
)
from production_tool.services.bookings.bulk import BulkRefused, ItemReport, OnConflict
from production_tool.services.bookings.challenging import challenge_hold, withdraw_challenge
from production_tool.services.bookings.changing import (
    Change,
    change_booking,
    move_booking,
)
from production_tool.services.bookings.later import Later
from production_tool.services.bookings.making import copy_booking, create_booking
from production_tool.services.bookings.making_many import (
    Copy,
    NewBooking,
    copy_bookings,
    create_bookings,
)
from production_tool.services.bookings.moving_many import Move, move_bookings
from production_tool.services.bookings.stepping import (
    cancel_booking,
    confirm_booking,
    decline_booking,
    end_booking,
    pencil_booking,
    release_booking,
    step_back,
)
from production_tool.services.bookings.stepping_many import (
    Seen,
    Step,
    step_booking,
    step_bookings,
    step_bookings_later,
)

__all__ = [
    "BulkRefused",
    "Change",
    "Copy",
    "ItemReport",
    "Later",
    "Move",
    "NewBooking",
    "OnConflict",
    "Seen",
    "Step",
    "accept_booking",
    "accept_counter",
    "cancel_booking",
    "challenge_hold",
    "change_booking",
    "confirm_booking",
    "copy_booking",
    "copy_bookings",
    "counter_booking",
    "create_booking",
    "create_bookings",
    "decline_booking",
    "drop_counter",
    "end_booking",
    "move_booking",
    "move_bookings",
    "pencil_booking",
    "release_booking",
    "step_back",
    "step_booking",
    "step_bookings",
    "step_bookings_later",
    "withdraw_challenge",
]
