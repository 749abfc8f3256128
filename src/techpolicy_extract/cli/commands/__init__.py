"""The commands: parse what follows their names, call the products and engines, return the exit code."""
