"""Document numbers, ordinals, ratios, markers, contacts: the whole list of what a text holds."""

from __future__ import annotations

import pytest

from techpolicy_extract.lexing.contact_tokens import find_addresses, find_codes, find_phones
from techpolicy_extract.lexing.tokens import find_doc_numbers, find_markers, find_web, lex_clock, lex_ordinal, lex_ratio

DOC_NUMBERS = [
    ("（皖政〔2022〕64号）", "皖政〔2022〕64号", "皖政〔2022〕64号", ()),
    ("(皖政〔202264号)", "皖政〔202264号", "皖政〔2022〕64号", ("number_repaired",)),
    ("根据国办发〔2016〕28号精神", "国办发〔2016〕28号", "国办发〔2016〕28号", ()),
    ("厅字〔2018〕106 号", "厅字〔2018〕106 号", "厅字〔2018〕106号", ()),
    ("国发﹝2017﹞35号", "国发﹝2017﹞35号", "国发〔2017〕35号", ()),
    ("国发[1984]123号", "国发[1984]123号", "国发〔1984〕123号", ()),
    ("苏科区发【2018】1号", "苏科区发【2018】1号", "苏科区发〔2018〕1号", ()),
    ("市府（2020）3号", "市府（2020）3号", "市府〔2020〕3号", ()),
    ("公告2022年第28号", "公告2022年第28号", "公告2022年第28号", ()),
    ("皖政办〔2022〕第64号", "皖政办〔2022〕第64号", "皖政办〔2022〕64号", ()),
    ("按照淮政〔2022〕46号执行", "淮政〔2022〕46号", "淮政〔2022〕46号", ()),
]

ORDINALS = [
    ("第39次会议", "第39次会议"),
    ("第 39 次", "第 39 次"),
    ("第85号提案", "第85号"),
    ("第三批试点", "第三批"),
    ("第十条规定", "第十条"),
    ("第（三）项", "第（三）项"),
    ("第二十三条", "第二十三条"),
    ("第一章", "第一章"),
    ("第二", "第二"),
    ("第14次", "第14次"),
    ("第710号令", "第710号"),
    ("三届二次全会", "三届二次全会"),
    ("十二届二次会议", "十二届二次会议"),
    ("十九届四中全会", "十九届四中全会"),
    ("三中全会", "三中全会"),
    ("十四届全国", "十四届"),
    ("附件2", "附件2"),
    ("附件一：", "附件一"),
    ("附表3", "附表3"),
    ("表1", "表1"),
    ("图3", "图3"),
    ("专栏7", "专栏7"),
    ("专栏七：", "专栏七"),
    ("表1-2", "表1-2"),
    ("85号建议", "85号"),
    ("1号线", "1号线"),
]

NO_ORDINALS = ["第", "附件：", "附件3份", "表彰", "图书", "三届", "85家", "十三次", "专栏", "号"]

PHONES = [
    ("电话：0431—88975516。", ["0431—88975516"]),
    ("0431)88975516", ["0431)88975516"]),
    ("（0431）88975516", ["（0431）88975516"]),
    ("010-12345678、87654321（传真）", ["010-12345678", "87654321"]),
    ("020-38200174、020-38623769", ["020-38200174", "020-38623769"]),
    ("联系电话：88975516、88975517", ["88975516", "88975517"]),
    ("电话88975516转801", ["88975516转801"]),
    ("传真:3895639", ["3895639"]),
    ("手机13770770418", ["13770770418"]),
    ("138-1234-5678", ["138-1234-5678"]),
    ("400-888-1234", ["400-888-1234"]),
    ("4008881234", ["4008881234"]),
    ("拨打热线12330", ["12330"]),
    ("举报电话：12345、12388", ["12345", "12388"]),
    ("0561-3895639\n\n3电子邮箱", ["0561-3895639"]),
    ("总产值83393070元", []),
    ("电话普及到83393070户", []),
    ("编号20181234", []),
    ("12345", []),
    ("共22831332", []),
]

CODES = [
    ("邮编：235000", [("postcode", "235000")]),
    ("邮政编码 100862", [("postcode", "100862")]),
    ("QQ群号：123456789", [("account", "123456789")]),
    ("统一社会信用代码91320000MA1XXXXX7A", [("account", "91320000MA1XXXXX7A")]),
    ("账号：3602028509002876118", [("account", "3602028509002876118")]),
    ("帐 号：3602028509002876118", [("account", "3602028509002876118")]),
    ("235000人", []),
    ("微信群、12345热线", []),
]

ADDRESSES = [
    ("梧桐路19号科创中心13楼", ["19号", "13楼"]),
    ("江苏路19号13楼1208室", ["19号", "13楼", "1208室"]),
    ("天府路1号区机关大院2号楼1109-2室", ["1号", "2号楼", "1109-2室"]),
    ("地址：科技大厦1503室", ["1503室"]),
    ("建成通道4座", []),
    ("关于道路19号文", []),
]

WEB = [
    ("邮箱cgk3895639@163.com。", [("email", "cgk3895639@163.com")]),
    ("见https://a.gov.cn/b?c=1。", [("url", "https://a.gov.cn/b?c=1")]),
    ("登录www.kexingtai.com查询", [("url", "www.kexingtai.com")]),
    ("登录kjt.jiangsu.gov.cn查询", [("url", "kjt.jiangsu.gov.cn")]),
    ("没有", []),
]

MARKERS = [
    ("一、总体要求", ["一、"]),
    ("（一）目标", ["（一）"]),
    ("1.申报", ["1."]),
    ("1、申报", ["1、"]),
    ("1﹒申报", ["1﹒"]),
    ("（1）申报", ["（1）"]),
    ("①申报", ["①"]),
    ("(一)目标", ["(一)"]),
    ("1)申报", ["1)"]),
    ("1.5倍", []),
    ("12.5万元", []),
    ("2025.6", []),
    ("1.2022年完成", ["1."]),
    ("共一、二", []),
    ("要求：一是做好；二是做实。三是做细", ["一是", "二是", "三是"]),
    ("一是做好", ["一是"]),
    ("这一是", []),
    ("a\n二、b\n（二）c", ["二、", "（二）"]),
]

RATIOS = [
    ("1:1配套", "1:1"),
    ("1：1", "1:1"),
    ("7:2:1", "7:2:1"),
    ("4.0∶37.7∶58.3", "4.0:37.7:58.3"),
    ("2.27:1", "2.27:1"),
    ("一比一", "1:1"),
]


def texts(found: object, text: str) -> list[str]:
    return [text[lexeme.start : lexeme.end] for lexeme in found]  # type: ignore[attr-defined]


@pytest.mark.parametrize(("text", "span", "normal", "flags"), DOC_NUMBERS)
def test_finds_a_document_number(text: str, span: str, normal: str, flags: tuple[str, ...]) -> None:
    (found,) = find_doc_numbers(text)
    assert (found.kind, text[found.start : found.end], found.text, found.flags) == ("doc_number", span, normal, flags)


@pytest.mark.parametrize("text", ["（2022）", "2022年", "（2022年）64号", "（2020）3号", "〔2022〕"])
def test_finds_no_document_number(text: str) -> None:
    assert list(find_doc_numbers(text)) == []


@pytest.mark.parametrize(("text", "span"), ORDINALS)
def test_reads_an_ordinal(text: str, span: str) -> None:
    found = lex_ordinal(text, 0)
    assert found
    assert (found.kind, text[: found.end]) == ("ordinal", span)


@pytest.mark.parametrize("text", NO_ORDINALS)
def test_reads_no_ordinal(text: str) -> None:
    assert lex_ordinal(text, 0) is None


def test_counted_terms_and_word_ends_are_no_ordinals() -> None:
    assert lex_ordinal("连续三届全国", 2) is None
    assert lex_ordinal("代表1名", 1) is None


@pytest.mark.parametrize(("text", "phones"), PHONES)
def test_finds_phones(text: str, phones: list[str]) -> None:
    spans = dict.fromkeys((found.start, found.end) for found in find_phones(text))
    assert [text[start:end] for start, end in sorted(spans)] == phones


@pytest.mark.parametrize(("text", "codes"), CODES)
def test_finds_postcodes_and_accounts(text: str, codes: list[tuple[str, str]]) -> None:
    assert list(dict.fromkeys((found.kind, text[found.start : found.end]) for found in find_codes(text))) == codes


@pytest.mark.parametrize(("text", "numbers"), ADDRESSES)
def test_finds_address_numbers(text: str, numbers: list[str]) -> None:
    assert list(dict.fromkeys(texts(find_addresses(text), text))) == numbers


@pytest.mark.parametrize(("text", "found"), WEB)
def test_finds_web_addresses_first(text: str, found: list[tuple[str, str]]) -> None:
    assert [(one.kind, text[one.start : one.end]) for one in find_web(text)][:1] == found


@pytest.mark.parametrize(("text", "markers"), MARKERS)
def test_finds_markers(text: str, markers: list[str]) -> None:
    assert sorted(texts(find_markers(text), text), key=text.index) == markers


@pytest.mark.parametrize(("text", "ratio"), RATIOS)
def test_reads_a_ratio(text: str, ratio: str) -> None:
    found = lex_ratio(text, 0)
    assert found
    assert (found.kind, found.text) == ("ratio", ratio)


@pytest.mark.parametrize("text", ["17:00", "11:03", "18:04:59", "9:30", "1:", "1", "一比例"])
def test_reads_no_ratio(text: str) -> None:
    assert lex_ratio(text, 0) is None


@pytest.mark.parametrize(("text", "span"), [("17:00前", "17:00"), ("18:04:59", "18:04:59"), ("17时前", "17时")])
def test_reads_a_time_of_day(text: str, span: str) -> None:
    found = lex_clock(text, 0)
    assert found
    assert (text[: found.end], found.flags) == (span, ("time_of_day",))
