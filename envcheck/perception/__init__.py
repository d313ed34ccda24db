"""Stage 2: a frame becomes a scene, perceived once, on demand, and shared by every check."""
