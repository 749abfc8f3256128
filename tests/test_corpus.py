"""Discovery: which documents the arguments name, and what their outputs are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from techpolicy_extract.files.discovery import Job, discover
from techpolicy_extract.files.readers import SUFFIXES
from techpolicy_extract.nouns.errors import UserError


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def make(*names: str) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text("text", "utf-8")


def names(*paths: str) -> dict[str, str]:
    """Return the name of each job by its path; assert that there are no errors."""
    found = discover(paths)
    assert all(isinstance(each, Job) for each in found), found
    return {each.path.as_posix(): each.name for each in found if isinstance(each, Job)}


def errors(*paths: str) -> list[str]:
    return [str(each) for each in discover(paths) if isinstance(each, UserError)]


def test_a_file_gives_its_own_name_and_a_folder_the_path_below_it() -> None:
    make("in/a/b.txt", "in/c.TXT", "in/notes.xyz")
    assert names("in/a/b.txt") == {"in/a/b.txt": "b"}
    assert names("in") == {"in/a/b.txt": "a/b", "in/c.TXT": "c"}
    assert names("-") == {"-": "stdin"}


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("b.txt", "b"),
        ("b.text", "b"),
        ("b", "b"),
        ("方案2.0", "方案2.0"),
        ("规划2.0.txt", "规划2.0"),
        ("v1.2版方案", "v1.2版方案"),
        (".hidden", ".hidden"),
        ("a.b.txt", "a.b"),
    ],
)
def test_only_a_suffix_is_cut_off(file: str, name: str) -> None:
    make(file)
    assert names(file) == {file: name}


def test_folders_are_searched_at_all_depths_in_order_without_hidden_files() -> None:
    make("in/2.txt", "in/10.txt", "in/1/z.txt", "in/.git/x.txt", "in/.x.txt")
    assert list(names("in")) == ["in/1/z.txt", "in/10.txt", "in/2.txt"]


def test_the_parts_of_a_saved_page_are_left_out() -> None:
    make("in/通知.html", "in/通知_files/frame.html", "in/b.htm", "in/b.files/c.htm", "in/b.files/d/e.txt")
    make("in/other_files/a.txt", "in/x.txt", "in/x_files/y.txt", "in/sub/通知_files/z.txt")
    assert list(names("in")) == [
        "in/b.htm",
        "in/other_files/a.txt",
        "in/sub/通知_files/z.txt",
        "in/x.txt",
        "in/x_files/y.txt",
        "in/通知.html",
    ]


def test_two_inputs_of_one_name_keep_their_suffixes() -> None:
    make("a/b.txt", "b.text", "in/x.txt", "in/x.TXT", "in/y.txt")
    assert names("a/b.txt", "b.text") == {"a/b.txt": "b.txt", "b.text": "b.text"}
    assert names("in") == {"in/x.TXT": "x.TXT", "in/x.txt": "x.txt", "in/y.txt": "y"}


def test_a_kept_suffix_may_meet_a_third_name() -> None:
    make("a/b.txt", "b.text", "b.txt.txt")
    assert names("a/b.txt", "b.text", "b.txt.txt") == {
        "a/b.txt": "b.txt",
        "b.text": "b.text",
        "b.txt.txt": "b.txt.txt",
    }


def test_two_inputs_that_stay_equal_are_errors_and_the_others_go_on() -> None:
    make("a/b.txt", "c/b.txt", "d.txt")
    found = discover(["a/b.txt", "c/b.txt", "d.txt"])
    assert [isinstance(each, Job) for each in found] == [False, False, True]
    assert "a/b.txt: another input is to be written to b.txt.jsonl as well" in str(found[0])


def test_a_document_given_twice_is_one_job() -> None:
    make("in/a.txt")
    assert names("in", "in/a.txt", "./in/", str(Path("in").absolute())) == {"in/a.txt": "a"}
    assert names("-", "-") == {"-": "stdin"}


def test_links_that_lead_back_end() -> None:
    make("in/a.txt", "other/b.txt")
    Path("in/loop").symlink_to(Path("in").absolute())
    Path("in/more").symlink_to(Path("other").absolute())
    assert names("in") == {"in/a.txt": "a", "in/more/b.txt": "more/b"}


def test_what_is_missing_or_empty_is_an_error_in_its_place() -> None:
    make("a.txt", "empty/readme.py")
    found = discover(["nowhere", "a.txt", "empty"])
    assert [type(each).__name__ for each in found] == ["ReadError", "Job", "ReadError"]
    assert errors("nowhere", "a.txt", "empty") == [
        "nowhere: no such file or folder (check the spelling of the path)",
        f"empty: no documents in this folder (documents end in {', '.join(SUFFIXES)})",
    ]


def test_a_dangling_link_is_found_and_fails_only_when_read() -> None:
    make("in/a.txt")
    Path("in/gone.txt").symlink_to("nowhere")
    assert list(names("in")) == ["in/a.txt", "in/gone.txt"]


def test_a_folder_that_cannot_be_searched_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    make("in/a.txt")

    def refuse(_: object) -> None:
        raise PermissionError(13, "Permission denied", "in")

    monkeypatch.setattr("os.scandir", refuse)
    assert errors("in") == ["in: cannot be searched: no permission (chmod u+rx)"]
