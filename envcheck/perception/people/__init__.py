"""People and things: who and what is there, whose face it is about, and where the background begins."""
