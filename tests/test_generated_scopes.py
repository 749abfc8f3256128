"""A heading gives its label, look and year to what stands below it, in whatever form: see wordings/scopes.toml."""

from __future__ import annotations

from fnmatch import fnmatchcase

import pytest

from techpolicy_extract.lexicon import load
from techpolicy_extract.nouns.scope import PartKind
from tests.documents import holds, records
from tests.wordings.scopes import DATA, Key, keys, scope_below, scope_of, text_below

PLAIN = "各单位要认真落实。"
LOOKS = {"told": "back", "ahead": "ahead"}


def _awaited(*said: str) -> tuple[pytest.MarkDecorator, ...]:
    waits = pytest.mark.xfail(strict=True, reason="awaited in scopes.toml")
    return (waits,) if any(fnmatchcase(" ".join(said), line) for line in DATA["awaited"]) else ()


def _wordings() -> list[object]:
    return [pytest.param(key, marks=_awaited(*key), id=" ".join(key)) for key in keys()]


@pytest.mark.parametrize("key", _wordings())
def test_a_heading_gives_its_label_to_what_stands_below(key: Key) -> None:
    label, heading, form = key
    scope = scope_below(heading, form, DATA["headings"][label]["body"])
    found = scope.label(label)
    assert found is not None, scope
    assert found.section_id == scope.section_id
    assert scope.topic == heading
    assert label not in LOOKS or scope.looks == LOOKS[label]


def _records() -> list[object]:
    told = [key for key in keys() if "record" in DATA["headings"][key[0]]]
    return [pytest.param(key, marks=_awaited("record", *key), id=" ".join(key)) for key in told]


@pytest.mark.parametrize("key", _records())
def test_what_stands_below_a_heading_is_the_record_that_the_heading_makes_it(key: Key) -> None:
    label, heading, form = key
    row = DATA["headings"][label]
    text = text_below(heading, form, row["body"])
    assert any(holds(each, row["record"]) for each in records(text)), text


@pytest.mark.parametrize(("label", "heading"), [(name, each) for name, said in DATA["silent"].items() for each in said])
def test_a_heading_that_only_holds_a_word_of_a_label_does_not_give_it(label: str, heading: str) -> None:
    assert scope_below(heading, "chinese", PLAIN).label(label) is None


def _years() -> list[object]:
    said = ((heading, year, form) for heading, year in DATA["years"].items() for form in DATA["forms"])
    return [pytest.param(*each, marks=_awaited("year", each[0], each[2])) for each in said]


@pytest.mark.parametrize(("heading", "year", "form"), _years())
def test_a_heading_gives_its_year(heading: str, year: int, form: str) -> None:
    assert scope_below(heading, form, PLAIN).year == year


@pytest.mark.parametrize(
    ("title", "kind"), [pytest.param(title, kind, marks=_awaited(title)) for title, kind in DATA["titles"].items()]
)
def test_a_title_gives_the_kind_of_its_part(title: str, kind: PartKind) -> None:
    scope = scope_of(f"{title}\n各有关单位：\n{PLAIN}\n", PLAIN)
    assert (scope.title, scope.kind) == (title, kind)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("某市十五五规划发布 创新平台将倍增", "news"),
        ("某市加快建设科技园区", "news"),
        ("某市“十五五”科技创新规划", "plan"),
        ("某市2026年政府工作报告 摘要", "report"),
    ],
)
def test_news_of_a_paper_is_told_from_the_paper(title: str, kind: PartKind) -> None:
    text = f"{title}\n记者从市科技局获悉，今年全市将新建创新平台20个。\n责任编辑：某某\n"
    assert scope_of(text, "今年全市").kind == kind


def test_a_section_has_what_the_headings_above_it_give() -> None:
    text = "某市有关事项\n一、申报条件\n（一）企业类\n1.规模\n年营业收入在200万元以上。\n二、支持方式\n给予补助。\n"
    scope = scope_of(text, "年营业收入")
    label = scope.label("conditions")
    assert label is not None
    assert label.section_id != scope.section_id
    assert not scope.owns("conditions")
    assert scope_of(text, "给予补助").label("conditions") is None


def test_the_nearest_heading_that_looks_back_or_ahead_decides() -> None:
    text = "某市工作总结\n一、2025年工作回顾\n（一）科技创新\n稳中有进。\n（二）存在差距和下一步打算\n抓紧推进。\n"
    assert scope_of(text, "稳中有进").looks == "back"
    assert scope_of(text, "抓紧推进").looks == "ahead"


def test_a_heading_that_names_what_someone_does_looks_neither_way() -> None:
    text = "某市工作总结\n一、2025年工作回顾\n（一）加强基础研究\n稳中有进。\n二、2026年工作安排\n（一）夯实产业基础\n抓紧推进。\n"
    assert [scope_of(text, words).looks for words in ("稳中有进", "抓紧推进")] == ["back", "ahead"]


def test_a_heading_that_is_a_place_is_the_scope_of_the_numbers_below_that_name_none() -> None:
    text = (
        "某省科技工作总结\n一、云溪市\n2025年新增高新技术企业12家。\n"
        "二、滨江县\n2025年新增高新技术企业8家，国内发明专利授权31件，创新能力不断增强。\n"
    )
    rows = records(text, "result")
    assert [(row["value"], row["scope"]) for row in rows] == [(12, "云溪市"), (8, "滨江县"), (31, "国内")]
    assert [text[slice(*row["spans"]["scope"])] for row in rows[:2]] == ["云溪市", "滨江县"]


def test_each_label_and_kind_of_the_lexicon_says_what_holds_and_gives_an_example() -> None:
    table = load("scope")
    assert set(DATA["headings"]) | {"article", "period_told"} == set(table["labels"])
    for name, row in table["labels"].items():
        assert row["says"]
        assert "style" in row or scope_below(row["as"], "chinese", PLAIN).label(name), name
    assert set(DATA["titles"].values()) == set(table["kinds"])
    assert all(row["says"] for row in table["kinds"].values())


@pytest.mark.parametrize("line", ["各重点实验室：", "各申请人：", "各有关单位："])
def test_a_line_that_names_whom_a_paper_is_for_is_no_heading(line: str) -> None:
    text = f"关于开展申报工作的通知\n{line}\n为深入贯彻有关精神，请认真抓好落实。\n"
    assert scope_of(text, "为深入").topic == "关于开展申报工作的通知"


def test_a_line_that_ends_in_a_colon_and_says_what_stands_below_is_a_heading() -> None:
    text = "某市人才公寓服务指南\n申请条件：\n申请人在本市工作，并缴纳社会保险。\n申请材料：\n申请表和身份证明。\n"
    assert [scope_of(text, words).topic for words in ("申请人在", "申请表")] == ["申请条件", "申请材料"]
