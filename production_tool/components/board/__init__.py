"""The booking board: a timeline of our own, drawn by one adapter in the browser."""

from production_tool.components.board.board import booking_board
from production_tool.components.board.rules import ZOOMS

__all__ = ["ZOOMS", "booking_board"]
