"""Drafts of the numbers that the shape of a clause shows to be ruled."""

from __future__ import annotations

from techpolicy_extract.nouns.drafts import ProvisionDraft
from techpolicy_extract.nouns.model import Match
from techpolicy_extract.nouns.scope import Scope
from techpolicy_extract.syntax.nodes import Tree
from techpolicy_extract.syntax.ruled.drafts import draft_of
from techpolicy_extract.syntax.ruled.ruling import rulings


def build(match: Match, tree: Tree, text: str, scope: Scope) -> list[ProvisionDraft]:
    """Return the drafts of the numbers that a match has taken.

    `text` is the normalised text, `scope` that of the sentence's section: what stands below a heading of conditions and
    has a shape that tells no kind says who may apply.
    """
    delimits = scope.label("conditions") is not None
    found = [each for each in rulings(tree, delimits) if each.position in match.taken]
    return [draft_of(each, match.rule.id, text) for each in found]
