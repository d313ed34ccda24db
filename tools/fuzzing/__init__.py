"""Damaged files, texts and tokens, put to whatever of envcheck reads them."""
