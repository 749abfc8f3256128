"""Build deadlines: what is due by, from or until a time, read off the clauses around it."""
