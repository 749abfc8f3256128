"""Sentences as rules see them: where they end, and what their slots stand for."""

from __future__ import annotations

import pytest

from techpolicy_extract.lexing.slots import LETTERS
from techpolicy_extract.nouns.model import Sentence
from tests.documents import matched

TITLE = "滨江市科技工作情况报告\n"


def sentences(body: str) -> list[Sentence]:
    return list(matched(TITLE + body).sentences[1:])


def shown(sentence: Sentence) -> str:
    """Write slot text with the names of the slots."""
    names = {letter: f"<{name}>" for name, letter in LETTERS.items()}
    return "".join(names.get(char, char) for char in sentence.slots)


@pytest.mark.parametrize(
    ("body", "slots"),
    [
        ("到2025年，建成众创空间50家。", ["到<day>，建成众创空间<count>。"]),
        ("科技贷款达3亿元！增长20%？", ["科技贷款达<money>！", "增长<percent>？"]),
        ("建设平台；培育企业，形成合力。", ["建设平台；培育企业，形成合力。"]),
        ("贯彻《滨江市2025年行动。方案》，抓好落实。", ["贯彻<title>，抓好落实。"]),
        ("支持企业（含事业单位）申报。", ["支持企业<paren>申报。"]),
        ("支持50家（含5家国有）企业。", ["支持<count>（含<count>国有）企业。"]),
        ("根据国发〔2014〕49号文件，做好工作。", ["根据<doc_number>文件，做好工作。"]),
        ("第一段内容完整。\n第二段内容完整。", ["<ordinal>内容完整。", "<ordinal>内容完整。"]),
        ("力争5年支持企业发展，取得成效。", ["力争<span>支持企业发展，取得成效。"]),
        ("工作经历5年以上的人员，可以申报。", ["工作经历<duration>以上的人员，可以申报。"]),
    ],
)
def test_slot_text(body: str, slots: list[str]) -> None:
    assert [shown(sentence) for sentence in sentences(body)] == slots


def test_a_marker_is_no_number_of_its_sentence() -> None:
    found = sentences(
        "一、总体要求\n坚持创新驱动，推动高质量发展，形成工作合力。\n二、重点任务\n推动各项任务落地见效。"
    )
    assert all("<count>" not in shown(s) and "<bare>" not in shown(s) for s in found)
    assert [s.section.heading for s in found if "驱动" in s.slots] == ["总体要求"]


def test_offsets_lead_back_to_the_text() -> None:
    document = matched(TITLE + "到2025年，建成众创空间50家（含国家级5家）。\n根据《滨江市条例》，给予20万元补助。")
    text = document.segmented.normalized.mapped.text
    for sentence in document.sentences:
        assert len(sentence.offsets) == len(sentence.slots) + 1
        assert list(sentence.offsets) == sorted(set(sentence.offsets))
        for i, char in enumerate(sentence.slots):
            if i in sentence.at:
                assert sentence.at[i].start == sentence.offsets[i]
                assert sentence.at[i].end == sentence.offsets[i + 1]
            else:
                assert text[sentence.offsets[i]] == char


def test_sentences_cover_all_text_but_white_space() -> None:
    document = matched(TITLE + "一、总体要求\n坚持创新。\n\n二、任务\n建成50家。力争达到3亿元")
    text = document.segmented.normalized.mapped.text
    covered = {i for s in document.sentences for i in range(s.start, s.offsets[-1])}
    assert "".join(char for i, char in enumerate(text) if i not in covered).strip() == ""


def test_paragraphs_are_told_apart() -> None:
    assert [s.paragraph for s in sentences("甲乙丙丁。戊己庚辛。\n壬癸子丑。")] == [1, 1, 2]


def test_an_endless_sentence_is_cut() -> None:
    found = sentences("".join(f"坚持{chr(0x5000 + number)}字创新，" for number in range(1000)))
    assert len(found) > 1
    assert all(len(sentence.slots) <= 1500 for sentence in found)
