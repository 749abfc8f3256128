"""Say of each numeral of a document what it is (SPEC 4)."""
