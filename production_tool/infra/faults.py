"""Failures of the installation itself: one line that says what is wrong and what to do."""


class StartError(Exception):
    """The program cannot start or go on as it is set up; the message is one clear line."""
