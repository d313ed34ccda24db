"""Who and what else can be seen."""
