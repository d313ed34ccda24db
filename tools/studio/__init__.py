"""A rendered studio: people at a desk in rooms whose light, camera and skin are known exactly. Development only."""
