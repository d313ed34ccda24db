"""Stage 1: a source becomes frames, each with its media time."""
