"""Stage 4: observations over time become findings, and findings a verdict."""
