"""How the stream travels."""
