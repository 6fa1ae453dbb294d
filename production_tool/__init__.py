"""Artist booking and project management for creative studios."""
