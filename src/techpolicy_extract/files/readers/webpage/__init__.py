"""The parts of reading a web page: its bytes, its tree, its content, what it states about the document."""
