"""Sound: whether it comes, how loud and clear, and what is in it."""
