"""Phones in international form."""

from __future__ import annotations

import pytest

from techpolicy_extract.lexing import phones
from tests.documents import records

CASES = [
    ("13770770418", None, "+8613770770418"),
    ("138-0013-8000", None, "+8613800138000"),
    ("138 0013 8000", None, "+8613800138000"),
    ("+86 13770770418", None, "+8613770770418"),
    ("0086-13770770418", None, "+8613770770418"),
    ("13770770418", "025", "+8613770770418"),
    ("025-83459211", None, "+862583459211"),
    ("02583459211", None, "+862583459211"),
    ("（025）83459211", None, "+862583459211"),
    ("(025) 83459211", None, "+862583459211"),
    ("025）83459211", None, "+862583459211"),
    ("025—83459211", None, "+862583459211"),
    ("+86-25-83459211", None, "+862583459211"),
    ("0561-3895639", None, "+865613895639"),
    ("0431-88975516", None, "+8643188975516"),
    ("010-66177020", None, "+861066177020"),
    ("０２５－８３４５９２１１", None, "+862583459211"),
    ("025-83459211转8012", None, "+862583459211"),
    ("025-83459211-8012", None, "+862583459211"),
    ("025-83459211,分机12", None, "+862583459211"),
    ("83393070", "025", "+862583393070"),
    ("83393070转12", "025", "+862583393070"),
    ("87683613", "020", "+862087683613"),
    ("3895639", "0561", "+865613895639"),
    ("400-688-1234", None, "+864006881234"),
    ("4006881234", "025", "+864006881234"),
    ("83393070", None, None),
    ("3895639", None, None),
    ("17", "025", None),
    ("12345", "025", None),
    ("", None, None),
    ("转123", None, None),
    ("12770770418", None, None),
    ("0999999-1", None, None),
    ("025-834592", None, None),
]


@pytest.mark.parametrize(("phone", "area", "wanted"), CASES)
def test_phones_in_international_form(phone: str, area: str | None, wanted: str | None) -> None:
    assert phones.e164(phone, area) == wanted


@pytest.mark.parametrize(
    ("phone", "wanted"),
    [
        ("020-87684368", "020"),
        ("010-66177020", "010"),
        ("0561-3895639", "0561"),
        ("（0431）88975516", "0431"),
        ("+86-25-83459211", None),  # 25 is not written as a caller within the country dials it
        ("13770770418", None),
        ("83393070", None),
        ("400-688-1234", None),
    ],
)
def test_area_codes(phone: str, wanted: str | None) -> None:
    assert phones.area_code(phone) == wanted


def test_a_tail_has_the_head_of_the_number_before_it() -> None:
    assert phones.completed(["0571-88881234", "4321"]) == ["0571-88881234", "057188884321"]
    assert phones.completed(["0571-88881234", "13800138000"]) == ["0571-88881234", "13800138000"]
    assert phones.completed(["4321"]) == ["4321"]


def test_a_malformed_phone_is_a_contact_and_an_issue() -> None:
    text = "某某市科学技术局关于报送材料的通知\n请于4月28日前报送，咨询电话：020-308622165。\n"
    assert [row["phones"] for row in records(text, "contact")] == [["020-308622165"]]


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (["联系人：张三，电话：020-87684368、87683613"], [["+862087684368", "+862087683613"]]),
        (["联系人：张三，电话：87684368"], [[]]),
        (
            ["联系人：张三，电话：020-87684368", "联系人：李四，电话：83163469"],
            [["+862087684368"], ["+862083163469"]],
        ),
        (
            ["联系人：张三，电话：020-87684368", "联系人：李四，电话：83163469", "联系人：王五，电话：0755-83163470"],
            [["+862087684368"], [], ["+8675583163470"]],  # the neighbours do not agree
        ),
    ],
)
def test_cards_share_the_area_codes_that_they_give(lines: list[str], wanted: list[list[str]]) -> None:
    text = "某某市科学技术局关于报送材料的通知\n请于4月28日前报送。\n" + "\n".join(lines) + "\n"
    assert [row["phones_e164"] for row in records(text, "contact")] == wanted
