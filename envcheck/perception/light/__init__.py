"""Light: on the face, behind it, its colour and its flicker."""
