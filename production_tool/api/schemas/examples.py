"""What the document shows: one story of Mara, who is pencilled for Northlight."""

from typing import Any

MARA = "01978f2e-6f1c-7cc0-8d2b-0f6a5d5f4a10"
NORTHLIGHT = "01978f2e-7a02-7b31-9c55-3d1f0a2b6c77"
BOOKING = "01978f2f-0b4e-7d9a-a0c4-5e8b7f6d1e22"
ROLE = "01978f2f-1c5f-7e0b-b1d5-6f9c8a7e2f33"

NEW_BOOKING: dict[str, Any] = {
    "artistId": MARA,
    "projectId": NORTHLIGHT,
    "startTime": "2027-03-01",
    "endTime": "2027-03-06",
    "status": "pencil",
    "title": "Hero shots",
}
BOOKED: dict[str, Any] = {
    "id": BOOKING,
    **NEW_BOOKING,
    "startTime": "2027-02-28T23:00:00Z",
    "endTime": "2027-03-05T23:00:00Z",
    "notes": "",
    "queuedAt": "2027-01-11T09:30:00Z",
    "expiresAt": None,
    "answer": "pending",
    "counter": None,
    "dayRate": None,
    "version": 1,
    "createdAt": "2027-01-11T09:30:00Z",
    "updatedAt": "2027-01-11T09:30:00Z",
}
_STAMPS: dict[str, Any] = {
    "archivedAt": None,
    "createdAt": "2026-11-02T08:00:00Z",
    "updatedAt": "2026-11-02T08:00:00Z",
    "version": 1,
}
LISTED: dict[str, Any] = {
    **BOOKED,
    "artist": "Mara Lindt",
    "projectCode": "NOR100",
    "projectTitle": "Northlight",
    "colour": "#6366F1",
    "rank": 0,
    "wholeDays": True,
}
READ: dict[str, Any] = {**LISTED, "ranks": [], "workingMinutes": 2400, "challenges": []}
MOVED: dict[str, Any] = {"startTime": "2027-03-08", "version": 1}
REPLY: dict[str, Any] = {
    "answer": "countered",
    "startTime": "2027-03-08",
    "dayRate": "520.00",
    "words": "A week later?",
    "version": 1,
}
QUESTION: dict[str, Any] = {
    "artistId": MARA,
    "startTime": "2027-03-01",
    "endTime": "2027-03-06",
    "bookingId": BOOKING,
}
BULK: dict[str, Any] = {
    "onConflict": "skip",
    "move": [{"id": BOOKING, "version": 1, "startTime": "2027-03-08"}],
}
NEW_ARTIST: dict[str, Any] = {
    "name": "Mara Lindt",
    "email": "mara@example.org",
    "title": "Senior compositor",
    "department": "Compositing",
    "employment": "freelance",
    "dayRate": "480.00",
    "currency": "EUR",
    "zone": "Europe/Berlin",
    "workingHours": {"mon": [["09:00", "13:00"], ["14:00", "18:00"]]},
    "skills": [{"name": "nuke", "level": 4}],
}
NEW_PROJECT: dict[str, Any] = {
    "code": "NOR100",
    "title": "Northlight",
    "client": "Aurora Films",
    "startsOn": "2027-03-01",
    "endsOn": "2027-06-30",
    "budget": "213000.00",
}
ARTIST: dict[str, Any] = {"id": MARA, **NEW_ARTIST, "userId": None, **_STAMPS}
PROJECT: dict[str, Any] = {
    "id": NORTHLIGHT,
    **NEW_PROJECT,
    "colour": "#6366F1",
    "status": "active",
    "currency": "EUR",
    **_STAMPS,
}
NEW_ROLE: dict[str, Any] = {
    "title": "Compositor",
    "skill": "nuke",
    "projectId": NORTHLIGHT,
    "startTime": "2027-03-01",
    "endTime": "2027-03-06",
}
OPEN_ROLE: dict[str, Any] = {
    "id": ROLE,
    **NEW_ROLE,
    "project": "NOR100 Northlight",
    "notes": "",
    "status": "open",
    "startTime": "2027-02-28T23:00:00Z",
    "endTime": "2027-03-05T23:00:00Z",
    "bookingId": None,
    "version": 1,
    "createdAt": "2027-01-11T09:30:00Z",
    "updatedAt": "2027-01-11T09:30:00Z",
}
FILLING: dict[str, Any] = {"artistId": MARA, "status": "pencil", "version": 1}
NEW_VIEW: dict[str, Any] = {
    "name": "Lighting, next weeks",
    "query": "department=Lighting&zoom=fortnight",
    "daysAhead": 0,
    "shared": True,
}
VIEW: dict[str, Any] = {
    "id": ROLE,
    **NEW_VIEW,
    "opensFirst": False,
    "own": True,
    "version": 1,
    "createdAt": "2027-01-11T09:30:00Z",
    "updatedAt": "2027-01-11T09:30:00Z",
}
REFUSED: dict[str, Any] = {
    "kind": "conflict",
    "fields": {},
    "current": None,
    "blocking": {
        "id": BOOKING,
        "artistId": MARA,
        "artist": "Mara Lindt",
        "status": "pencil",
        "startTime": "2027-02-28T23:00:00Z",
        "endTime": "2027-03-05T23:00:00Z",
        "projectId": NORTHLIGHT,
        "project": "NOR100 Northlight",
        "title": "Hero shots",
    },
    "alternatives": [
        {
            "artistId": MARA,
            "artist": "Mara Lindt",
            "startTime": "2027-03-05T23:00:00Z",
            "endTime": "2027-03-10T23:00:00Z",
            "skills": [],
        }
    ],
}


HOLIDAY: dict[str, Any] = {
    "id": "01978f2f-2d60-7f1c-82e6-70ad9b8f3044",
    "day": "2027-08-13",
    "name": "Summer closing",
    "source": "",
    "version": 1,
    "createdAt": "2027-01-11T09:30:00Z",
    "updatedAt": "2027-01-11T09:30:00Z",
}
_OF: dict[str, dict[str, Any]] = {
    "NewBooking": NEW_BOOKING,
    "BookingPatch": MOVED,
    "Question": QUESTION,
    "Reply": REPLY,
    "Bulk": BULK,
    "Booking": BOOKED,
    "BookingListed": LISTED,
    "BookingRead": READ,
    "NewRole": NEW_ROLE,
    "RolePatch": MOVED,
    "Filling": FILLING,
    "OpenRole": OPEN_ROLE,
    "NewHoliday": {"day": "2027-08-13", "name": "Summer closing"},
    "CalendarTaken": {"country": "DE", "region": "BE", "years": [2027, 2028]},
    "Holiday": HOLIDAY,
    "NewArtist": NEW_ARTIST,
    "Artist": ARTIST,
    "NewProject": NEW_PROJECT,
    "Project": PROJECT,
    "NewView": NEW_VIEW,
    "ViewPatch": {"name": "Lighting, December", "version": 1},
    "View": VIEW,
    "Problem": REFUSED,
}


def into(document: dict[str, Any]) -> dict[str, Any]:
    """The OpenAPI document with the examples in it; the framework would lose their nulls."""
    for name, example in _OF.items():
        document["components"]["schemas"][name]["examples"] = [example]
    return document
