"""The version of the rules: a digest over packs and lexicons, made without reading what they say."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib import resources
from typing import Any

_LABELS = "labels.toml"


@lru_cache(maxsize=8)
def version(packs: tuple[tuple[str, str], ...] = ()) -> str:
    """Return the first 12 hex digits of the SHA-256 over all packs and lexicons: changes when any of them does.

    `packs` are names and texts of the packs that are added to those of the package. The names that people read are left
    out, since no record depends on them.
    """
    digest = hashlib.sha256()
    for name, text in (*texts(), *packs):
        digest.update(f"{name}\n{text}".encode())
    for entry in _files("lexicon"):
        if entry.name == _LABELS:
            continue
        digest.update(f"{entry.name}\n{entry.read_text('utf-8')}".encode())
    return digest.hexdigest()[:12]


def _files(folder: str) -> list[Any]:
    root = resources.files("techpolicy_extract") / folder
    return sorted((e for e in root.iterdir() if e.name.endswith(".toml")), key=lambda e: e.name)


@lru_cache(maxsize=1)
def texts() -> list[tuple[str, str]]:
    """Return names and texts of the packs of the package, sorted by name."""
    return [(entry.name, entry.read_text("utf-8")) for entry in _files("rules")]
