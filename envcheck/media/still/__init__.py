"""Single pictures: which kind a file is, and what it shows, upright and in the light of a usual screen."""
