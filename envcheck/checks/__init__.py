"""Stage 3: a scene becomes observations; one check, one file, one value."""
