"""The picture itself: its size, detail, focus and way up."""
