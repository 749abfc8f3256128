"""Read Chinese science-and-technology policy documents and write what they commit to as validated JSON Lines."""

__version__ = "0.1.0"
