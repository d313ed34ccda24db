"""Looks at a lobby of Janus' VideoRoom, and tells the person in it how their room comes across before a session."""
