"""One route a file; layout only. Importing this room registers every page."""

from production_tool.infra.settings import get_settings
from production_tool.pages import artists as artists
from production_tool.pages import board as board
from production_tool.pages import not_found as not_found
from production_tool.pages import projects as projects
from production_tool.pages import settings as settings
from production_tool.pages import settings_import as settings_import
from production_tool.pages import settings_members as settings_members
from production_tool.pages import settings_studio as settings_studio
from production_tool.pages import settings_tokens as settings_tokens
from production_tool.pages import sign_in as sign_in
from production_tool.pages import today as today
from production_tool.pages import welcome as welcome

if get_settings().gallery:
    from production_tool.pages import gallery as gallery
