"""The room behind: what is in it, what moves, and how it differs from the usual one."""
