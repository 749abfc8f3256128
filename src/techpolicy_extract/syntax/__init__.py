"""The shape of a sentence, read once: brackets, chunks, amounts, lists and clauses as a tree, and what it awards."""
