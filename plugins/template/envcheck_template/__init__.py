"""A plugin for envcheck: one more check, announced by an entry point."""
