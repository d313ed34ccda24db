"""Faces: where they are, how they are held, and which one it is about."""
