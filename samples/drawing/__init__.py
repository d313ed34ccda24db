"""The parts that draw the sample pictures and clips: rooms, people, light and a camera."""
