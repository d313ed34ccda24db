"""A plugin for envcheck: one more check and what it goes by, each announced by an entry point."""
