"""How light falls on the face and the room."""
