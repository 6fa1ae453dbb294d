"""What the studio is called, and the rules it chose for its holds."""

from typing import Any

import reflex as rx

from production_tool.components import ui
from production_tool.components.artist_form import ZONES
from production_tool.components.fields import choices, select_field, suggestions, text_field
from production_tool.components.holidays import holidays_card
from production_tool.components.settings import card, settings_frame
from production_tool.state.holidays import Holidays
from production_tool.state.session import Session
from production_tool.state.studio_form import ACCEPTED, ANY, StudioForm

CONFIRMS = [
    (ANY, "Any time: a dot shows what is unanswered"),
    (ACCEPTED, "Only what the artist has accepted"),
]
POLICIES = [
    ("ranked", "Ranked: who holds first decides first"),
    ("free", "Free: anyone may go ahead, holders are told"),
]


@rx.page(
    route="/settings/studio",
    title="Studio · Production Tool",
    on_load=[Session.enter, StudioForm.load, Holidays.load, Holidays.load_countries],
)
def settings_studio() -> rx.Component:
    form = rx.el.form(
        _studio(),
        _holds(),
        _answers(),
        rx.el.div(ui.button("Save", look="primary", type="submit")),
        on_submit=StudioForm.save,
        class_name="stack",
        key=StudioForm.draft.reading.to_string(),
    )
    return settings_frame(
        "studio",
        rx.cond(
            StudioForm.problem != "",
            ui.failure(StudioForm.problem, StudioForm.load),
            rx.cond(StudioForm.ready, form, ui.skeleton()),
        ),
        holidays_card(),
    )


def _text(label: str, name: str, start: Any, **props: Any) -> rx.Component:
    fault = StudioForm.faults.get(name, "")
    return text_field(label, name, fault=fault, default_value=start, **props)


def _studio() -> rx.Component:
    draft = StudioForm.draft
    return card(
        "Studio",
        _text("Name", "name", draft.name),
        _text(
            "Time zone",
            "zone",
            draft.zone,
            list="zones",
            hint="Bookings are made and shown in it.",
        ),
        suggestions("zones", ZONES),
        rx.el.p("Short name for commands and the API: ", rx.el.code(draft.slug), class_name="hint"),
    )


def _holds() -> rx.Component:
    draft = StudioForm.draft
    return card(
        "Holds",
        select_field("Queue", "queuePolicy", choices(POLICIES), default_value=draft.queue_policy),
        rx.el.div(
            _text("Days until a hold expires", "holdDays", draft.hold_days, input_mode="numeric"),
            _text(
                "Hours before the start at the latest",
                "holdHoursBeforeStart",
                draft.hold_hours,
                input_mode="numeric",
            ),
            class_name="pair",
        ),
        _text(
            "Hours to answer a challenge",
            "challengeHours",
            draft.challenge_hours,
            input_mode="numeric",
            hint="Who holds first confirms or releases by then, or the challenger gets a pencil.",
        ),
        advice="A hold keeps a place in the queue and owes nothing; it ends by itself.",
    )


def _answers() -> rx.Component:
    return card(
        "Answers",
        select_field(
            "Bookings are confirmed",
            "confirms",
            choices(CONFIRMS),
            default_value=StudioForm.draft.confirms,
        ),
        advice="A pencil asks an artist who has a login: yes, no, or something else.",
    )
