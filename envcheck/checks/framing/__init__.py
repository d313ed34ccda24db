"""How the person stands in the picture."""
