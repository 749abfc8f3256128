"""Provisions: numbers that are a rule, a right, a limit or a condition."""
