"""Events and reports as something read."""
