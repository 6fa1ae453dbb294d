"""Settings, database, bus and the embedded servers."""
