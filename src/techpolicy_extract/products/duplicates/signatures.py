"""Sign a document: a few hundred bytes that tell which documents are worth comparing. Any machine can do it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from techpolicy_extract.nouns.errors import ExtraError
from techpolicy_extract.products.duplicates.identity import Identity, identity
from techpolicy_extract.products.duplicates.outputs import Output, document_of, text_of
from techpolicy_extract.products.duplicates.shingles import shingles

PERMUTATIONS = 128
_AT_ONCE = 4096  # shingles: each takes PERMUTATIONS × 8 bytes while it is hashed


@dataclass(frozen=True, slots=True)
class Signature:
    """A document for comparison. `minhash` is a `datasketch.MinHash` of its shingles; `day` is when it went out, ISO.

    The order of `rank` is that of originals before their reposts.
    """

    output: Output
    doc_id: str
    day: str
    identity: Identity
    minhash: Any

    @property
    def rank(self) -> tuple[bool, str, str, str]:
        """Give what documents are sorted by: those without a date behind the others, then by day, name, path."""
        return not self.day, self.day, self.output.name, self.output.path.as_posix()


def sign(output: Output) -> Signature:
    """Sign the document of an output. Raises UserError where it cannot be read, ExtraError without datasketch."""
    document = document_of(output.path)
    text = text_of(output)
    # A repost keeps the date of issue: the day on which a site put it up comes first.
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
    """Give the module `datasketch`. Raises ExtraError where it is not installed."""
    try:
        import datasketch  # brings in scipy: two seconds
    except ModuleNotFoundError:
        raise ExtraError(extra="duplicates", where="extract duplicates") from None
    return datasketch
