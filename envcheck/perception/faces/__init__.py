"""Faces: where they are, the small ones included."""
