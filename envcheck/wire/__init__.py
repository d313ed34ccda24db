"""Events and reports as messages: what goes over a line, and its schema."""
