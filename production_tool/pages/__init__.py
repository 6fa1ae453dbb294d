"""One route a file; layout only."""
