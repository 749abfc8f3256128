"""The map between a text and its source holds through every edit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from techpolicy_extract.nouns.text import Edit, MappedText, Span, Table


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    """Draw a text and edits of it that ascend and do not overlap."""
    text = draw(st.text(alphabet="甲乙丙 1万,\n", min_size=1, max_size=40))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    return text, [Edit(start, end, draw(st.text(alphabet="子丑", max_size=3))) for start, end in pairs]


@pytest.mark.parametrize(
    ("source", "edits", "text", "span", "expected"),
    [
        ("累计3410\n\n万元", [Edit(6, 8)], "累计3410万元", (2, 8), Span(2, 10)),
        ("经纪3、人", [Edit(2, 4)], "经纪人", (0, 3), Span(0, 5)),
        ("甲  乙", [Edit(1, 3, " ")], "甲 乙", (1, 2), Span(1, 3)),
        ("國際", [Edit(0, 2, "国际")], "国际", (1, 2), Span(1, 2)),
        ("三二", [Edit(0, 1, "九八七")], "九八七二", (1, 2), Span(0, 1)),
        ("甲乙", [], "甲乙", (0, 2), Span(0, 2)),
    ],
)
def test_an_edit_moves_the_map_with_the_text(
    source: str, edits: list[Edit], text: str, span: tuple[int, int], expected: Span
) -> None:
    mapped = MappedText.of(source).edit(edits)
    assert mapped.text == text
    assert mapped.source_span(*span) == expected


@pytest.mark.parametrize("edits", [[Edit(1, 1, "甲")], [Edit(2, 1)], [Edit(0, 2), Edit(1, 3)]])
def test_edits_that_insert_or_overlap_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="empty or overlaps"):
        MappedText.of("甲乙丙").edit(edits)


@pytest.mark.parametrize("span", [(0, 0), (-1, 1), (2, 4), (2, 1)])
def test_only_a_stretch_of_the_text_has_a_source(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="no stretch"):
        MappedText.of("甲乙丙").source_span(*span)


def test_a_translation_keeps_positions() -> None:
    mapped = MappedText.of("２０人").translate(Table({ord("２"): "2", ord("０"): "0"}))
    assert mapped.text == "20人"
    assert mapped.source_span(1, 2) == Span(1, 2)
    with pytest.raises(ValueError, match="one character"):
        mapped.translate(Table({ord("人"): "人人"}))


def test_runs_must_cover_the_text() -> None:
    with pytest.raises(ValueError, match="covers 1 of 2"):
        MappedText.from_runs("甲乙", [(1, 0, 1)])


@given(edited())
def test_positions_ascend_and_stay_in_the_source(drawn: tuple[str, list[Edit]]) -> None:
    source, edits = drawn
    mapped = MappedText.of(source).edit(edits)
    assert list(mapped.starts) == sorted(mapped.starts)
    assert list(mapped.ends) == sorted(mapped.ends)
    assert all(0 <= low < high <= len(source) for low, high in zip(mapped.starts, mapped.ends, strict=True))


@given(edited())
def test_a_character_that_no_edit_touched_maps_to_itself(drawn: tuple[str, list[Edit]]) -> None:
    source, edits = drawn
    mapped = MappedText.of(source).edit(edits)
    for char, low, high in zip(mapped.text, mapped.starts, mapped.ends, strict=True):
        assert char in "子丑" or source[low:high] == char


@given(edited(), st.data())
def test_a_second_edit_keeps_what_the_first_one_knew(drawn: tuple[str, list[Edit]], data: st.DataObject) -> None:
    source, edits = drawn
    once = MappedText.of(source).edit(edits)
    if not once.text:
        return
    start = data.draw(st.integers(0, len(once.text) - 1))
    twice = once.edit([Edit(start, start + 1)])
    assert list(twice.starts) == [*once.starts[:start], *once.starts[start + 1 :]]


@given(edited())
def test_runs_rebuild_the_map(drawn: tuple[str, list[Edit]]) -> None:
    source, edits = drawn
    mapped = MappedText.of(source).edit(edits)
    again = MappedText.from_runs(mapped.text, mapped.runs())
    assert (again.starts, again.ends) == (mapped.starts, mapped.ends)


@given(edited(), st.data())
def test_the_source_span_holds_every_character_of_the_stretch(
    drawn: tuple[str, list[Edit]], data: st.DataObject
) -> None:
    source, edits = drawn
    mapped = MappedText.of(source).edit(edits)
    if not mapped.text:
        return
    start = data.draw(st.integers(0, len(mapped.text) - 1))
    end = data.draw(st.integers(start + 1, len(mapped.text)))
    low, high = mapped.source_span(start, end)
    assert all(low <= mapped.starts[at] and mapped.ends[at] <= high for at in range(start, end))
