"""Rules without a clock, without input or output, without a framework."""
