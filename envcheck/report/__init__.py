"""Stage 5: what is known becomes something read."""
