"""Functions that return components; one folder per wrapped widget."""
