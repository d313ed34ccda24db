"""What the room behind says."""
