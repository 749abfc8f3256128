"""Say of each numeral of a document what it is, by what was lexed and what the records hold."""

from __future__ import annotations

from techpolicy_extract.nouns.handover import Accounted, Settled
from techpolicy_extract.stages.account.numerals import numerals


def account(settled: Settled) -> Accounted:
    """Return a document with the class of each of its numerals, and the fields that hold it."""
    return Accounted(settled, numerals(settled))
