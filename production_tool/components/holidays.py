"""The studio's public holidays in Settings: a year's list, a day to add, a calendar to take."""

from typing import Any

import reflex as rx

from production_tool.components import dialogs, ui
from production_tool.components.fields import select_field, text_field
from production_tool.components.frame import if_may
from production_tool.components.settings import card
from production_tool.domain.actor import Permission
from production_tool.domain.holidays import LONGEST_NAME, YEARS_AHEAD
from production_tool.state.holidays import Holidays


def holidays_card() -> rx.Component:
    return rx.fragment(_card(), _name(), _question())


def _card() -> rx.Component:
    return rx.cond(
        Holidays.problem != "",
        ui.failure(Holidays.problem, Holidays.load),
        rx.cond(
            Holidays.ready,
            card(
                "Public holidays",
                rx.el.div(_list(), _gone()),
                if_may(Permission.EDIT_STUDIO, _add(), _take()),
                advice="Nobody works on them: they shade the board, and are no working days.",
                action=_year(),
            ),
            ui.skeleton(4),
        ),
    )


def _year() -> rx.Component:
    return rx.el.div(
        ui.icon_button("chevron_left", "Year before", on_click=Holidays.turn(-1)),
        rx.el.span(Holidays.year, class_name="strong numbers", aria_live="polite"),
        ui.icon_button("chevron_right", "Next year", on_click=Holidays.turn(1)),
        class_name="line",
        role="group",
        aria_label="Year",
    )


def _list() -> rx.Component:
    none = rx.el.p(
        "No public holidays in ",
        Holidays.year,
        " yet. Take them from a country, or add days one by one.",
        class_name="muted",
    )
    rows = rx.el.ul(
        rx.foreach(Holidays.lines, _line),
        class_name="divided compact",
        aria_label="Public holidays",
    )
    return rx.cond(Holidays.lines, rows, none)


def _gone() -> rx.Component:
    """What went last, with the way back, for as long as the page is open."""
    return rx.el.div(
        rx.cond(
            Holidays.gone != "",
            rx.el.div(
                ui.icon("check", 14),
                rx.el.span(Holidays.gone),
                ui.button("Undo", look="quiet", on_click=Holidays.put_back),
                class_name="line",
            ),
        ),
        role="status",
    )


def _line(holiday: Any) -> rx.Component:
    remove = ui.icon_button(
        "x",
        "Remove " + holiday.name + ", " + holiday.day,
        on_click=Holidays.remove(holiday.id, holiday.version),
        id="remove-" + holiday.id,
    )
    rename = ui.icon_button(
        "pencil",
        "Rename " + holiday.name + ", " + holiday.day,
        on_click=Holidays.ask_name(holiday.id),
    )
    return rx.el.li(
        rx.el.span(holiday.day, class_name="numbers muted day"),
        _told(holiday.name, holiday.told),
        if_may(Permission.EDIT_STUDIO, rename, remove),
        class_name="line whole",
        key=holiday.id,
    )


def _told(name: Any, more: Any) -> rx.Component:
    """A name and what is to be known of it, below it where there is no room beside."""
    return rx.el.div(
        rx.el.span(name), rx.el.span(more, class_name="muted small"), class_name="told"
    )


def _add() -> rx.Component:
    day = Holidays.faults.get("day", "")
    name = rx.cond(Holidays.renamed.id == "", Holidays.faults.get("name", ""), "")
    return rx.el.form(
        rx.el.div(
            text_field("Day", "holidayDay", fault=day, type="date"),
            text_field("Name of the day", "holidayName", fault=name, placeholder="Summer closing"),
            class_name="pair",
        ),
        rx.el.div(ui.button("Add a day", picture="calendar_plus", type="submit")),
        on_submit=Holidays.add,
        class_name="stack apart",
        no_validate=True,
        id="add-day",
        aria_label="Add a day",
    )


def _take() -> rx.Component:
    taken = rx.el.ul(
        rx.foreach(Holidays.calendars, _calendar),
        class_name="divided compact",
        aria_label="Calendars taken",
    )
    years = (Holidays.this_year, " to ", Holidays.this_year + YEARS_AHEAD)
    return rx.el.div(
        _which(),
        rx.el.div(
            ui.button("Take its days", picture="download", on_click=Holidays.take),
            rx.el.span(
                *years, "; later years come by themselves. Your own days stay.", class_name="hint"
            ),
            class_name="line",
        ),
        rx.cond(Holidays.calendars, taken),
        class_name="stack apart",
        role="group",
        aria_label="Take a country's days",
    )


def _which() -> rx.Component:
    return rx.el.div(
        select_field(
            "Country",
            "country",
            _options("Choose a country", Holidays.countries),
            fault=Holidays.faults.get("country", ""),
            value=Holidays.country,
            on_change=Holidays.choose_country,
        ),
        select_field(
            "Region",
            "region",
            _options("The whole country", Holidays.regions),
            fault=Holidays.faults.get("region", ""),
            value=Holidays.region,
            on_change=Holidays.choose_region,
            disabled=Holidays.regions.length() == 0,
        ),
        class_name="pair",
    )


def _calendar(taken: Any) -> rx.Component:
    return rx.el.li(
        _told(taken.name, taken.told),
        ui.icon_button(
            "x",
            "Drop " + taken.name,
            on_click=Holidays.ask_drop(taken.source),
            id="remove-" + taken.source,
        ),
        class_name="line whole",
        key=taken.source,
    )


def _question() -> rx.Component:
    return dialogs.question(
        f"Drop {Holidays.dropping.name}?",
        f"{Holidays.dropping.loss} No later ones come by themselves. Your own days stay.",
        yes="Drop the calendar",
        on_yes=Holidays.drop,
        shown=Holidays.dropping.source != "",
        on_close=Holidays.ask_drop(""),
    )


def _name() -> rx.Component:
    return dialogs.form_window(
        f"Rename {Holidays.renamed.day}",
        text_field(
            "Name",
            "newName",
            fault=Holidays.faults.get("name", ""),
            default_value=Holidays.renamed.name,
            auto_focus=True,
            max_length=LONGEST_NAME,
        ),
        does="Save",
        on_submit=Holidays.rename,
        shown=Holidays.renamed.id != "",
        on_close=Holidays.ask_name(""),
    )


def _options(nothing: str, choices: Any) -> list[rx.Component]:
    each = rx.foreach(choices, lambda one: rx.el.option(one.name, value=one.code))
    return [rx.el.option(nothing, value=""), each]
