"""Believe nothing: records against their schema and the source, and what is wrong with a document."""
