"""Rules over cards and duties: what they see, and how what they say of its items becomes a record."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from techpolicy_extract.nouns.model import Source
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.nouns.views import LETTERS, VIEWS, atoms, named, view_of
from techpolicy_extract.pipeline import trace
from techpolicy_extract.products.rulecheck.cases import Runner
from techpolicy_extract.rules import packs
from techpolicy_extract.rules.packs import parse_pack

PACK = """format = 2
[[rule]]
id = "own"
type = "{type}"
doc = "A rule for tests."
view = "{view}"
rank = 1
pattern = '''{pattern}'''
example = [{{ text = "a", records = [] }}, {{ text = "b", records = [] }}]
reject = [{{ text = "c" }}]
"""


def records(text: str, view: str, pattern: str, **more: Any) -> list[dict[str, Any]]:
    """Return the records of a text of the type that a rule over a view makes, with that rule beside the others."""
    kind = "contact" if VIEWS[view] == "cards" else "responsibility"
    said = PACK.format(type=kind, view=view, pattern=pattern)
    said += "[rule.set]\n" + "".join(f'{key} = "{value}"\n' for key, value in more.items())
    return Runner(packs.joined(parse_pack(said, "own.toml"))).records(text, kind)


@given(
    st.text(alphabet="电话：，\n张明", max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 4)), max_size=8),
)
def test_each_character_of_a_view_leads_back_to_the_text(text: str, raw: list[tuple[int, int]]) -> None:
    items = sorted((start, min(len(text), start + size), "\ue100") for start, size in raw if start <= len(text))
    view = view_of(text, Span(0, len(text)), items)
    assert len(view.offsets) == len(view.text) + 1
    assert [*view.offsets] == sorted(view.offsets)
    assert view.place(0, len(view.text)) == (0, len(text))
    for at, char in enumerate(view.text):
        low, high = view.place(at, at + 1)
        assert char == "\ue100" or text[low:high] == char


def test_the_letters_of_items_are_no_letters_of_slots() -> None:
    """A name can be that of a slot and of an item, as `person` is; their letters differ."""
    slots = set("".join(packs.atoms().values()))
    for letters in LETTERS.values():
        assert slots.isdisjoint(letters.values())
    assert named("cards", f"{LETTERS['cards']['office']}：") == "{office}："


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_has_an_atom_for_each_item(view: str) -> None:
    assert atoms(view).keys() >= LETTERS[VIEWS[view]].keys()
    assert not atoms("slots")


def test_a_group_of_a_card_says_which_field_an_item_is() -> None:
    text = "联系人：张明远，电话：0571-88881234。"
    (plain,) = records(text, "cards", "{office}")
    assert (plain["rule"], plain["fax"]) == ("contact.person", [])
    (row,) = records(text, "cards", "{person}{other}{0,9}(?P<fax>{phone})")
    assert (row["rule"], row["person"], row["phones"], row["fax"]) == ("own", ["张明远"], [], ["0571-88881234"])


def test_words_of_a_card_can_be_a_field() -> None:
    (row,) = records("联系人：张明远（24小时）0571-88881234。", "cards", "（(?P<purpose>24小时)）")
    assert (row["purpose"], row["person"], row["spans"]["purpose"]) == ("24小时", ["张明远"], [8, 12])


def test_a_match_on_lines_is_a_card_of_its_own() -> None:
    text = "联系电话：0571-88881234、0571-88881235、0571-88881236。"
    (whole,) = records(text, "cards", "{office}")
    assert len(whole["phones"]) == 3
    first, second = records(text, "card-lines", "(?P<phones>{phone})、(?P<phones>{phone})", purpose="热线")
    assert (first["rule"], first["purpose"], first["phones"]) == ("own", "热线", ["0571-88881234", "0571-88881235"])
    assert (second["rule"], second["phones"]) == ("contact.number", ["0571-88881236"])


def test_cards_cut_out_of_many_lines_stay_in_order() -> None:
    text = "".join(f"咨询台{number}号，0571-8888{number}。\n" for number in range(1000, 1300))
    rows = records(text, "card-lines", r"(?P<purpose>台\d{1,4}号)，{phone}")
    assert [row["purpose"] for row in rows] == [f"台{number}号" for number in range(1000, 1300)]


def test_a_group_of_a_duty_says_what_its_bodies_do() -> None:
    text = "建设试验场。（省科技厅牵头，省财政厅参与）"
    (row,) = records(text, "duties", "(?P<participants>{lead}){verb_lead}")
    assert (row["rule"], row["lead"], row["participants"]) == ("own", [], ["省科技厅", "省财政厅"])


def test_a_match_on_a_line_is_a_duty_of_its_own() -> None:
    text = "建设试验场。〔主：省科技厅和省财政厅；协：教育厅等〕"
    assert not records(text, "duties", "{organ}")
    pattern = "〔主：(?P<lead>{organ}(?:和{organ})?)；协：(?P<participants>{organ}等?)〕"
    (row,) = records(text, "duty-lines", pattern)
    assert (row["lead"], row["participants_full"]) == (["省科技厅", "省财政厅"], ["省教育厅"])
    assert row["open_ended"] is True


def test_a_card_that_no_rule_takes_makes_no_record() -> None:
    text = "联系电话：0571-88881234。"
    source = Source("t.txt", text, sha256(text.encode()).hexdigest(), "utf-8")
    rules = [rule for rule in packs.builtin() if rule.type != "contact"]
    found = trace(source, packs.RuleSet(tuple(rules), "0", tuple(rules)))
    assert not [row for row in found.records if row["type"] == "contact"]
