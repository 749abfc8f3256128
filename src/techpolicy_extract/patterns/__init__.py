"""Regular expressions: compiled on first use, limited in size and time, and analysed before any matching."""
