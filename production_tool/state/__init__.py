"""View models: no rules, no SQL."""
