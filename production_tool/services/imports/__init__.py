"""Bringing in what a studio kept elsewhere: tables and calendars."""
