"""Compare outputs record by record: what is gained, lost, changed or moved.

`compare` takes two lists of records, `compare_files` two files or folders of JSON Lines.
"""

from techpolicy_extract.products.differ.changes import ABSENT, KINDS, Change, Comparison, Difference, FieldChange, Row
from techpolicy_extract.products.differ.compare import compare
from techpolicy_extract.products.differ.files import compare_files

__all__ = ["ABSENT", "KINDS", "Change", "Comparison", "Difference", "FieldChange", "Row", "compare", "compare_files"]
