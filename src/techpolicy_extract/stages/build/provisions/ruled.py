"""Drafts of the numbers that the shape of a clause shows to be ruled."""

from __future__ import annotations

from collections.abc import Mapping

from techpolicy_extract.lexicon.worded import worded
from techpolicy_extract.nouns.drafts import ProvisionDraft
from techpolicy_extract.nouns.model import Match, Section
from techpolicy_extract.syntax.nodes import Tree
from techpolicy_extract.syntax.ruled.drafts import draft_of
from techpolicy_extract.syntax.ruled.ruling import rulings

_CONDITIONS = worded("cues", "{eligible_section}")


def build(match: Match, tree: Tree, text: str, sections: Mapping[str, Section]) -> list[ProvisionDraft]:
    """Return the drafts of the numbers that a match has taken.

    `text` is the normalised text; `sections` are those of the document by id: what stands below a heading of conditions
    and has a shape that tells no kind says who may apply.
    """
    delimits = _below_conditions(match.sentence.section, sections)
    found = [each for each in rulings(tree, delimits) if each.position in match.taken]
    return [draft_of(each, match.rule.id, text) for each in found]


def _below_conditions(section: Section | None, sections: Mapping[str, Section]) -> bool:
    while section is not None and section.level:
        if _CONDITIONS.search(section.heading or ""):
            return True
        section = sections.get(section.parent_id or "")
    return False
