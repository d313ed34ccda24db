"""How the microphone sounds."""
