"""Refuse Office files that a password protects. They are OLE containers whose content is encrypted."""

from __future__ import annotations

from typing import NoReturn

from techpolicy_extract.errors import ReadError


def read(data: bytes, name: str) -> NoReturn:
    """Raise ReadError, which says what to try."""
    raise ReadError("is protected by a password", name, "open it, remove the password, save it again")
