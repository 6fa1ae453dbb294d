"""Bringing in what a studio kept elsewhere: tables and calendars."""

from production_tool.domain.imports.calendars import EventsAs
from production_tool.services.imports.options import ImportOptions
from production_tool.services.imports.parking import (
    UploadGone,
    forget_files,
    park_files,
    parked_files,
)
from production_tool.services.imports.reading import SourceFile
from production_tool.services.imports.running import import_files
from production_tool.services.imports.sources import UnreadableFile

__all__ = [
    "EventsAs",
    "ImportOptions",
    "SourceFile",
    "UnreadableFile",
    "UploadGone",
    "forget_files",
    "import_files",
    "park_files",
    "parked_files",
]
