"""The composition root: one program of screens, API and jobs."""

import reflex as rx

import production_tool.pages  # noqa: F401 - importing the pages registers them
from production_tool.components.theme import HEAD, STYLESHEETS

app = rx.App(stylesheets=STYLESHEETS, head_components=HEAD, html_lang="en")
