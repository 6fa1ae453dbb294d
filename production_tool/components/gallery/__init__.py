"""Every component of ours in every state, without data: for those who build and look."""

from production_tool.components.gallery.bars import bars
from production_tool.components.gallery.controls import buttons, fields
from production_tool.components.gallery.lists import lists
from production_tool.components.gallery.marks import marks, notices
from production_tool.components.gallery.windows import windows

SECTIONS = (bars, buttons, fields, marks, notices, lists, windows)

__all__ = ["SECTIONS"]
