"""Entry points of timed work."""
