"""What narrows and groups the board: a row of choices on a desk, folded up where room is short."""

import reflex as rx

from production_tool.components import ui
from production_tool.components.fields import choices, search_field, select, words
from production_tool.state.board import Board

MENU = "board-filters"
STATUSES = [
    ("", "Status"),
    ("hold", "Holds"),
    ("pencil", "Pencils"),
    ("confirmed", "Confirmed"),
]
GROUPS = [("", "By department"), ("skill", "By skill"), ("project", "By project")]


def board_filters() -> list[rx.Component]:
    """The choices, and the button that opens them when they are folded up."""
    return [
        rx.el.button(
            ui.icon("list_filter"),
            rx.el.span("Filters", class_name="wide-only"),
            rx.cond(Board.query != "", rx.el.span(class_name="filters-dot", role="presentation")),
            class_name="button filters-button",
            type="button",
            aria_label=rx.cond(Board.query != "", "Filters, some are set", "Filters"),
            custom_attrs={"popoverTarget": MENU},
        ),
        rx.el.div(
            _filter("department", words("Department", Board.departments)),
            _filter("skill", words("Skill", Board.skills)),
            _filter("status", choices(STATUSES)),
            _filter("group", choices(GROUPS)),
            search_field("Find artists", value=Board.filters["q"], on_change=Board.narrow("q")),
            id=MENU,
            class_name="filters board-filters",
            custom_attrs={"popover": "auto"},
        ),
    ]


def _filter(name: str, options: list[rx.Component]) -> rx.Component:
    return select(
        options,
        value=Board.filters[name],
        on_change=Board.narrow(name),
        class_name="short",
        aria_label=name.capitalize(),
    )
