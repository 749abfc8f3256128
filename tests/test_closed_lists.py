"""No value that the pipeline can make is outside the closed list of its field."""

from __future__ import annotations

import ast
import random
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest

from techpolicy_extract.lexicon import load
from techpolicy_extract.lexing import numbering, periods
from techpolicy_extract.nouns import when
from techpolicy_extract.nouns.model import SectionKind
from techpolicy_extract.products.rulecheck import cases
from techpolicy_extract.records import TYPES
from techpolicy_extract.rules import packs
from techpolicy_extract.stages.build import citation
from techpolicy_extract.stages.build.funds import fund
from tests.documents import checked
from tests.test_layers import SRC

# The modules that make records.
MAKERS = ("syntax", "stages", "lexicon", "lexing/comparators.py", "lexing/damaged_dates.py")
SAFE = frozenset(("target", "result", "provision", "fund", "deadline", "event", "citation"))


def closed(annotation: Any) -> frozenset[str]:
    """Return the values of a closed list of strings, also inside | None and list[]; nothing of any other annotation."""
    if get_origin(annotation) is Literal:
        return frozenset(value for value in get_args(annotation) if isinstance(value, str))
    return frozenset(value for part in get_args(annotation) for value in closed(part))


def allowed(field: str, *types: str) -> frozenset[str]:
    """Return what the schemas of record types allow in a field; of all types where none is named."""
    models = [TYPES[name] for name in types or TYPES if field in TYPES[name].model_fields]
    return frozenset().union(*(closed(model.model_fields[field].annotation) for model in models))


CLOSED = sorted(
    {
        name
        for model in TYPES.values()
        for name, info in model.model_fields.items()
        if name != "type" and closed(info.annotation)
    }
)


def strings(node: ast.AST) -> Iterator[str]:
    """Yield the strings that an expression may come to: constants, both branches of a choice, members of a list."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*strings(node.body), *strings(node.orelse))
    elif isinstance(node, ast.BoolOp):
        yield from (text for value in node.values for text in strings(value))
    elif isinstance(node, (ast.List, ast.Set, ast.Tuple)):
        yield from (text for value in node.elts for text in strings(value))


def assigned(tree: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """Yield field names and the expressions that code puts into them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            pairs = zip(node.keys, node.values, strict=True)
            yield from (
                (key.value, value)
                for key, value in pairs
                if isinstance(key, ast.Constant) and isinstance(key.value, str)
            )
        elif isinstance(node, ast.Assign) and isinstance(target := node.targets[0], ast.Attribute):
            yield target.attr, node.value
        elif isinstance(node, ast.Assign) and isinstance(target := node.targets[0], ast.Subscript):
            if isinstance(key := target.slice, ast.Constant) and isinstance(key.value, str):
                yield key.value, node.value
        elif isinstance(node, ast.Call):
            yield from ((word.arg, word.value) for word in node.keywords if word.arg)
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name == "setdefault" and isinstance(first := node.args[0], ast.Constant) and len(node.args) > 1:
                yield str(first.value), node.args[1]
            if name == "append" and ast.unparse(node.func).endswith("flags.append"):
                yield "flags", node.args[0]
            if name == "Finding":
                yield "code", node.args[0]
                yield from (("severity", argument) for argument in node.args[5:6])


def sources() -> list[Path]:
    return [path for name in MAKERS for path in (sorted((SRC / name).rglob("*.py")) or [SRC / name])]


def written() -> dict[str, set[str]]:
    """Return by field the strings that the code of the package writes into it.

    What a field is given through a local name, or by a function of the same module, is followed one step.
    """
    found: dict[str, set[str]] = {}
    for path in sources():
        tree = ast.parse(path.read_text("utf-8"))
        named: dict[str, set[str]] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                ends = [inner.value for inner in ast.walk(node) if isinstance(inner, ast.Return) and inner.value]
                named.setdefault(node.name, set()).update(text for end in ends for text in strings(end))
            elif isinstance(node, ast.Assign) and isinstance(target := node.targets[0], ast.Name):
                named.setdefault(target.id, set()).update(strings(node.value))
        for field, value in assigned(tree):
            used = [value.func if isinstance(value, ast.Call) else value]
            told = {text for one in used if isinstance(one, ast.Name) for text in named.get(one.id, ())}
            found.setdefault(field, set()).update(strings(value), told)
    return found


@pytest.mark.parametrize("field", CLOSED)
def test_what_the_code_writes_into_a_field_is_in_its_closed_list(field: str) -> None:
    made = {value for value in written().get(field, set()) if value}
    assert made <= allowed(field), f"{field}: {sorted(made - allowed(field))}"


def test_the_scan_of_the_code_sees_what_it_is_for() -> None:
    found = written()
    assert {"limit", "requirement", "eligibility", "milestone"} <= found["kind"]
    assert "date_repaired" in found["flags"]
    assert "unreadable_part" in found["code"]
    assert found["relation"] >= {"attach", "mention", "repeal"}


@pytest.mark.parametrize("rule", [rule for rule in packs.builtin() if rule.set], ids=lambda rule: rule.id)
def test_what_a_rule_sets_is_in_the_closed_lists_of_what_it_makes(rule: Any) -> None:
    types = cases.types_of(rule)
    for field, value in rule.set.items():
        lists = allowed(field, *types)
        assert not lists or value in lists, f"{field} = {value!r}"


def values(table: Iterable[Any]) -> set[str]:
    return {str(value) for value in table if value is not None}


@pytest.mark.parametrize(
    ("field", "types", "made"),
    [
        ("recurs", ("deadline",), {"year", *periods._EVERY_NAMES.values()}),
        ("precision", ("deadline",), get_args(when.Precision)),
        ("precision", ("event",), get_args(when.Precision)),
        ("kind", ("section",), get_args(SectionKind)),
        ("style", ("section",), {"none", *numbering.STYLES}),
        ("genre", ("document", "part"), {"其他", *load("documents")["genres"].values()}),
        ("instrument", ("fund",), load("instruments")["suffixes"]),
        ("change", ("fund",), fund._CHANGES.values()),
        ("relation", ("citation",), {relation for _, relation in citation._CUES}),
        ("comparator", ("target",), {*load("comparators")["before"].values(), *load("comparators")["after"].values()}),
        ("threshold_comparator", ("fund",), load("comparators")["before"].values()),
    ],
)
def test_what_a_table_holds_is_in_the_closed_list_of_its_field(
    field: str, types: tuple[str, ...], made: Iterable[Any]
) -> None:
    for name in types:
        assert values(made) <= allowed(field, name)


PERIODS = (
    "每年", "每半年", "每季度", "每月", "每两年", "每周", "每半年结束后15日内", "每季度终了后10个工作日内", "每年2月底前", "每月10日前",
    "2025年", "2025年上半年", "2025年第三季度", "2025年6月底前", "自印发之日起30日内", "到2027年", "今年下半年", "半年内", "“十四五”期间",
    "每年第一季度", "每年上半年", "每半年度末", "2024年3月1日至5月31日", "每季度首月5日前", "近三年", "3年内", "年底前", "月底前",
)  # fmt: skip
VERBS = (
    "请各单位报送", "应完成", "力争达到", "给予最高", "累计投入", "不超过", "已建成", "减少", "由2万元提高到", "限申报", "自评一次，达到",
    "比上年增长", "处以", "按不低于", "安排专项资金", "公示", "翻", "占比为",
)  # fmt: skip
UNITS = (
    "500家",
    "3.2亿元",
    "70%",
    "1万人次",
    "6个月",
    "2份",
    "一番",
    "1.5倍",
    "10—20%",
    "5个百分点",
    "若干",
    "三分之一",
    "20名",
    "1:1",
)
ANCHORS = (
    "。", "的企业。", "以上的，给予奖励。", "后报送市科技局。", "，省科技厅牵头。", "，有效期3年。", "（含）以下。", "（联系人：李四，86728888）。",
    "，依据《某省科技条例》（某政发〔2021〕3号）执行。",
)  # fmt: skip


def wordings(count: int) -> Iterator[str]:
    """Yield sentences: each period, verb and unit with each other at least once, the rest by chance."""
    chance = random.Random(20240506)
    pairs = [*product(PERIODS, VERBS)]
    chance.shuffle(pairs)
    for period, verb in pairs[:count]:
        yield f"{period}{verb}{chance.choice(UNITS)}{chance.choice(ANCHORS)}"


def test_no_generated_wording_makes_a_record_outside_its_schema() -> None:
    lines = list(wordings(len(PERIODS) * len(VERBS)))
    for low in range(0, len(lines), 24):
        for title in ("关于做好工作的通知", "某市科技项目管理办法"):
            text = "\n".join([title, "各单位：", *lines[low : low + 24], "某市科技局", "2024年5月6日"])
            assert SAFE & {row["type"] for row in checked(text)}


@pytest.mark.parametrize("period", PERIODS)
def test_each_period_alone_makes_valid_records(period: str) -> None:
    for verb in ("向市科技局报送进展", "完成整改", "达到500家", "组织开展一次检查"):
        checked(
            f"关于做好工作的通知\n各单位：\n项目单位应在{period}{verb}。\n{period}，{verb}。\n某市科技局\n2024年5月6日\n"
        )


def test_what_comes_back_every_half_year_is_a_deadline() -> None:
    rows = checked(
        "关于报送进展的通知\n各单位：\n项目单位应于每半年结束后15日内报送进展情况。\n某市科技局\n2024年5月6日\n"
    )
    due = [row for row in rows if row["type"] == "deadline"]
    assert [(row["recurs"], row["offset_days"]) for row in due] == [("half", 15)]
