"""Read PDF files: their characters with their places or, without any, the text recognised in their pictures."""

from __future__ import annotations

from techpolicy_extract.files.readers.layer import Layer

__all__ = ["read"]


def read(data: bytes, name: str) -> Layer:
    """Return the text layer of a PDF. Raises ReadError where it is encrypted, damaged, too long or without text."""
    from techpolicy_extract.files.readers.pdf.document import layer_of

    return layer_of(data, name)
