"""CONTRIBUTING shows the house as it is: its rooms, its files, its lexicons, its measures."""

from __future__ import annotations

import re

import pytest

from tests.guides import DOCS, READMES, ROOT, page
from tests.test_layers import EXTRA_IMPORTERS, IMPORTERS, PACKAGE, ROOMS, SRC, room
from tests.test_measures import MEASURES

TEXT = page("CONTRIBUTING.md")
# What stands in a path for a name: names that are there.
STAND_INS = {"TYPE": "event", "SUBJECT": "times", "FORMAT": "html", "NAME": "view"}


def rows(head: str) -> list[list[str]]:
    """Return the cells of the table that begins with this head; the first cell of a row without its backquotes."""
    table = TEXT.partition(f"\n| {head} |")[2].partition("\n\n")[0].splitlines()[2:]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in table]
    return [[first.strip("`"), *others] for first, *others in cells]


def test_the_table_of_rooms_has_the_rooms_in_their_order() -> None:
    assert [row[0] for row in rows("room")] == list(ROOMS)


def test_a_room_may_import_those_above_and_the_libraries_that_are_its_own() -> None:
    places = list(IMPORTERS.items())
    places += [(library, place) for library, others in EXTRA_IMPORTERS.items() for place in others]
    for name, _, may_import, _ in rows("room"):
        own = {library for library, place in places if room(place) == name}
        assert set(re.findall(r"`(\w+)`", may_import)) - {"readers"} == own, name
        assert may_import.startswith("no room" if name == ROOMS[0] else "above")
        assert ("no other stage" in may_import) == name.startswith("stages.")


def paths() -> list[str]:
    """Return the paths that the table of new things names, below the package."""
    told = " ".join(row[1] for row in rows("new"))
    return sorted(set(re.findall(r"`([\w./]+(?:\.\w+|/))`", told)))


@pytest.mark.parametrize("path", paths())
def test_a_path_that_is_named_for_something_new_is_there(path: str) -> None:
    if path in ("stages/NAME/", "products/NAME/"):
        path = path.replace("NAME/", "__init__.py")
    for stand_in, name in STAND_INS.items():
        path = path.replace(stand_in, name)
    assert (SRC / path).exists()


def test_each_thing_new_is_explained() -> None:
    headings = {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in re.findall("^## (.+)$", TEXT, re.M)}
    links = [re.search(r"\(#([\w-]+)\)", row[0]) for row in rows("new")]
    assert len(links) == 7
    assert {link[1] for link in links if link} <= headings
    assert all(links)


def test_each_lexicon_has_its_place_in_the_list_of_subjects() -> None:
    told = TEXT.partition("\n## A word\n")[2].partition("\n## ")[0]
    subjects = {name for line in re.findall(r"^- (.+?):", told, re.M) for name in re.findall(r"`(\w+)`", line)}
    assert subjects == {path.stem for path in (SRC / "lexicon").glob("*.toml")}


def test_each_measure_is_explained() -> None:
    assert [row[0] for row in rows("measure")] == list(MEASURES)


def test_the_decisions_are_grouped_by_rooms_in_their_order() -> None:
    told = re.findall(r"^## `([\w.]+)`$", page("docs/decisions.md"), re.MULTILINE)
    assert len(told) > 10
    assert told == [name for name in ROOMS if name in told]


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", *DOCS])
def test_a_file_of_the_package_or_the_tests_that_a_page_names_is_there(name: str) -> None:
    for path in re.findall(r"`((?:\w+/)*\w+\.py)`", page(name)):
        shown = path
        for stand_in, stands_for in STAND_INS.items():
            shown = shown.replace(stand_in, stands_for)
        assert (SRC / shown).exists() or (ROOT / shown).exists(), path


@pytest.mark.parametrize("name", [*READMES, *DOCS])
def test_users_are_shown_public_modules_only(name: str) -> None:
    """The package itself, its records and its errors stay where they are; all other modules may move."""
    assert set(re.findall(rf"\b{PACKAGE}\.(\w+)", page(name))) <= {"errors", "records"}
