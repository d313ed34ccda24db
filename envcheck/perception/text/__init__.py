"""Text: where it is, never what it says."""
