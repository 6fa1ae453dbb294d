"""Reads that return frozen rows."""
