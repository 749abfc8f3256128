"""Find near-identical documents: outputs that were made from reposts of the same document."""

from techpolicy_extract.products.duplicates.marks import Mark, mark
from techpolicy_extract.products.duplicates.outputs import Output, find_outputs
from techpolicy_extract.products.duplicates.signatures import Signature, sign

__all__ = ["Mark", "Output", "Signature", "find_outputs", "mark", "sign"]
