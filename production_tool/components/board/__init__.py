"""The booking board: a timeline of our own, drawn by one adapter in the browser."""

from production_tool.components.board.board import booking_board

__all__ = ["booking_board"]
