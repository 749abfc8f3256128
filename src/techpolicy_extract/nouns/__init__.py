"""Data without behaviour: the types that the other rooms pass to each other."""
