"""The languages of the command line: help, messages and faults in English and Chinese."""
