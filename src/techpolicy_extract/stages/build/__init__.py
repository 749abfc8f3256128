"""From a rule's match to a record's fields: one module a kind of rule, pure functions over one sentence."""
