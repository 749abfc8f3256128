"""Near-identical documents: which outputs were made from reposts of the same one."""

from techpolicy_extract.products.duplicates.marks import Mark, mark
from techpolicy_extract.products.duplicates.outputs import Output, find_outputs
from techpolicy_extract.products.duplicates.signatures import Signature, sign

__all__ = ["Mark", "Output", "Signature", "find_outputs", "mark", "sign"]
