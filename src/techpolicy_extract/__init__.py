"""Read Chinese science-and-technology policy documents and write what they commit to as validated JSON Lines.

`extract_text` and `extract_file` give a `Document`: its records, as mappings, as objects, or as a data frame.
"""

from typing import TYPE_CHECKING, Any

from techpolicy_extract.nouns.version import __version__

if TYPE_CHECKING:
    from techpolicy_extract.api import Document, extract_file, extract_text

__all__ = ["Document", "__version__", "extract_file", "extract_text"]


def __getattr__(name: str) -> Any:
    """Import what the package offers when it is first asked for: `import techpolicy_extract` loads no library."""
    if name in ("Document", "extract_file", "extract_text"):
        from techpolicy_extract import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """Return the names that the package offers, also those that are not imported yet."""
    return sorted({*__all__, *(name for name in globals() if name.startswith("__"))})
