"""Checks a therapist's room from within a LiveKit lobby: for apps that cannot show envcheck's own page."""
