"""Responsibilities: who leads and who takes part, in brackets, labelled lines and rows of tables."""
