"""People and things: who and what is there, and where the background begins."""
