"""Compute a document's signature: some hundred bytes that tell which documents to compare. Any machine can do it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from techpolicy_extract.nouns.errors import ExtraError
from techpolicy_extract.products.duplicates.identity import Identity, identity
from techpolicy_extract.products.duplicates.outputs import Output, document_of, text_of
from techpolicy_extract.products.duplicates.shingles import shingles

PERMUTATIONS = 128
_AT_ONCE = 4096  # shingles hashed in one call: each takes PERMUTATIONS × 8 bytes meanwhile


@dataclass(frozen=True, slots=True)
class Signature:
    """What is needed to compare a document.

    `minhash` is a `datasketch.MinHash` of its shingles, `day` the ISO date on which it was published, empty where
    unknown. Sorting by `rank` puts originals before their reposts.
    """

    output: Output
    doc_id: str
    day: str
    identity: Identity
    minhash: Any

    @property
    def rank(self) -> tuple[bool, str, str, str]:
        """Return the sort key: documents with a date first, then by date, name and path."""
        return not self.day, self.day, self.output.name, self.output.path.as_posix()


def sign(output: Output) -> Signature:
    """Compute the signature of an output. Raises UserError where it cannot be read, ExtraError without datasketch."""
    document = document_of(output.path)
    text = text_of(output)
    # A repost keeps the original's date of issue, so the date on which a site published it counts first.
    days = (document.get(name) for name in ("published_on", "hosted_on", "issued_on"))
    day = next((str(each) for each in days if each), "")
    return Signature(output, str(document["doc_id"]), day, identity(document, text), _minhash(text))


def _minhash(text: str) -> Any:
    minhash = _empty().copy()
    pieces = [each.encode("utf-8", "surrogatepass") for each in shingles(text)]
    for at in range(0, len(pieces), _AT_ONCE):
        minhash.update_batch(pieces[at : at + _AT_ONCE])
    return minhash


@cache
def _empty() -> Any:
    return library().MinHash(num_perm=PERMUTATIONS, seed=1)


def library() -> Any:
    """Return the module `datasketch`. Raises ExtraError where it is not installed."""
    try:
        import datasketch  # loads scipy: two seconds
    except ModuleNotFoundError:
        raise ExtraError(extra="duplicates", where="extract duplicates") from None
    return datasketch
