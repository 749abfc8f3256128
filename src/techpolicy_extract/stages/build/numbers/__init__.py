"""Targets and results: a number in its sentence, and the words that say of what it is."""
