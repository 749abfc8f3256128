"""Regular expressions: compiled late, bounded, and what a pattern tells before any matching."""
