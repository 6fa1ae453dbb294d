"""Reading what other programs wrote: tables and their words, without a database."""
