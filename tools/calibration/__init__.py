"""Measures on labelled and made pictures what the limits of the checks should be: `make calibrate`."""
