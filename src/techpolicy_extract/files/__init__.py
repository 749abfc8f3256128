"""Bytes in and out: readers, outputs, the search for documents."""
