"""Funds: what a grant gives, to whom, and by which grades."""
