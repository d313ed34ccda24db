"""Whether the camera delivers a picture."""
