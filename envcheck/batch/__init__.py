"""Many files looked at: one function that looks at one, and what maps it over many, here or on many machines."""
