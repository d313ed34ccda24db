"""The shared nouns: what all stages speak of, importing nothing of them."""
