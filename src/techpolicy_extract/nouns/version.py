"""The version of the program: outputs and the state of a folder name it."""

__version__ = "0.1.0"
