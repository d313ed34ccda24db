"""A plugin for envcheck: one more check and what it goes by, announced by entry points; and a source of frames."""
