"""The screens one can go to from everywhere: in the rail, in the tabs of a phone, by words."""

from typing import NamedTuple

from production_tool.domain.actor import Permission


class Place(NamedTuple):
    """A screen; its key marks it as the one that is shown."""

    key: str
    label: str
    picture: str
    href: str


class SettingsPlace(NamedTuple):
    """A screen of the settings, and the right it takes."""

    key: str
    label: str
    href: str
    right: Permission | None


PLANNER_PLACES = [
    Place("board", "Board", "square_chart_gantt", "/"),
    Place("projects", "Projects", "folder_kanban", "/projects"),
    Place("artists", "Artists", "users", "/artists"),
    Place("settings", "Settings", "settings", "/settings"),
]
FREELANCER_PLACES = [
    Place("today", "Today", "calendar_check", "/today"),
    Place("settings", "Me", "user_round", "/settings"),
]
SETTINGS = [
    SettingsPlace("account", "Your account", "/settings", None),
    SettingsPlace("studio", "Studio", "/settings/studio", Permission.EDIT_STUDIO),
    SettingsPlace("members", "Members", "/settings/members", Permission.SEE_MEMBERS),
    SettingsPlace("tokens", "API tokens", "/settings/tokens", Permission.EDIT_TOKENS),
    SettingsPlace("import", "Import", "/settings/import", Permission.IMPORT),
]
