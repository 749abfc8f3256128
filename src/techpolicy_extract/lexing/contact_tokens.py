"""Numerals of contacts: phones, postcodes, accounts, and the numbers in a street address."""

from __future__ import annotations

from collections.abc import Iterator

from techpolicy_extract.lexicon.worded import worded
from techpolicy_extract.nouns.model import Lexeme
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.patterns.prefilter import Finder

_DASH = r"[-—－–‐―_]"
_HALVES = rf"[2-9]\d{{2,3}}(?: |{_DASH})\d{{4}}(?!\d)"  # 8765 4321
_EXTENSION = rf"(?:(?:转|{_DASH}|[,，]?分机|ext\.?)\d{{1,5}}(?!\d))?"
_PHONE = Finder(
    rf"(?<![\d.])(?:"
    rf"(?:(?:\+|00)?86{_DASH}? ?)?(?:[（(]0\d{{2,3}}[）)]|0\d{{2,3}}[）)]|0\d{{2,3}})"
    rf"{_DASH}{{0,2}} ?(?:[1-9]\d{{6,7}}|{_HALVES})"
    rf"(?!\d){_EXTENSION}"
    rf"|(?:\+|00)86{_DASH}? ?[1-9]\d{{1,2}}(?:{_DASH}{{1,2}} ?| )[1-9]\d{{6,7}}(?!\d){_EXTENSION}"
    rf"|(?:(?:\+|00)?86{_DASH}? ?)?1[3-9]\d(?:\d{{8}}|{_DASH}\d{{4}}{_DASH}\d{{4}}| \d{{4}} \d{{4}})(?!\d)"
    rf"|[48]00(?:{_DASH}\d{{3}}{_DASH}?\d{{4}}|{_DASH}\d{{4}}{_DASH}?\d{{3}}|\d{{7}})(?!\d){_EXTENSION}"
    rf")"
)
_LOCAL = Finder(
    rf"(?<![\d.〔a-zA-Z@—－–-])[2-9]\d{{6,7}}(?![\d.%]|[元万亿人个年月日号户家项件吨亩平份条次台套辆所篇])(?!@){_EXTENSION}",
    heart=r"\d\d{6}",
)
# A number that lost digits behind its area code: one that no numbering plan knows.
_CUT = Finder(rf"(?<![\d.—－–-])0\d{{2,3}}{_DASH}{{1,2}}\d{{5,6}}(?![\d.%]|{_DASH}\d)")
_CONTACT = lazy(r"电话|联系|传真|咨询|热线|Tel|TEL|电\s?话|手机|座机|投诉|举报")
# Who stands right before a local number: a person, or an office in a text that speaks of contacts.
_PERSON = worded(
    "people",
    r"(?:(?:{surnames}|{word_surnames})(?:[\u4e00-\u9fff]{1,2}| [\u4e00-\u9fff]|{titles})"
    r"|{long_surnames}[\u4e00-\u9fff]{1,2})"
    r"{titles}?[）)]?[ \t\n，,：:（(]{0,2}\Z",
)
_OFFICE = worded("contacts", r"(?:{organs.grammar.suffixes}|{office_ends})[ \t\n，,：:（(]{1,2}\Z")
_ENDS = lazy(r"[ \t，,、；;。）)/（(\n]|$")
_LABELLED = Finder(
    rf"(?:电话|手机|热线|传真|座机)(?:号码)?[：:]? ?(?P<number>[+（(]?\d(?:[）) ]|{_DASH})?"
    rf"(?:\d(?:[）)]|{_DASH})?){{4,13}}\d)(?![\d.%@])"
)
_HOTLINE = Finder(
    r"(?:热线|电话|拨打|致电|专线)[^\d\n]{0,8}(?P<number>1(?:1\d|2\d|2\d{3}|00\d{2})|9[56]\d{3,4})(?!\d"
    r"|\.\d)(?:[、/和或](?P<second>12\d{3}|9[56]\d{3,4})(?!\d))?"
)
_NEXT = lazy(
    rf"(?:[、,，/；;或和 ]|\n){{1,3}}(?:传真)?(?P<number>[2-9]\d{{6,7}}|{_HALVES})(?![\d.%@]"
    rf"|[元万亿人个年月日号户家项件吨亩平份条次台套辆所篇]){_EXTENSION}"
)
_SHORT_TAIL = lazy(r"[、/](?P<number>\d{2,4})(?=[，。；（）\s,;]|$)(?!\.)")
_POSTCODE = lazy(r"(?:邮编|邮政编码|邮码)[：:为 ]{0,3}(?P<number>\d{6})(?!\d)")
_ACCOUNT = Finder(
    r"(?:QQ工作群|QQ交流群|QQ群|QQ|qq群|qq|微信群|微信号|微信|账号|帐号|账户|社会信用代码|信用代码"
    r"|机构代码|标识码|卡号|备案号|备案编号|ICP备|公网安备|许可证编号|许可证号|许可证|登记号|登记证号"
    r"|受理号|申请号|专利号|项目编号|编号|会议号|会议ID|群号|密码|ISBN|ISSN|CN|代码|书号)"
    r"[^\d\n，。；、和及]{0,8}(?P<number>\d{4}(?: \d{3,4}){2,6}(?!\d)|[A-Za-z]{0,3}\d[A-Za-z0-9.-]{2,30})",
    heart=r"\d[A-Za-z0-9.-]{2}",
)
_LONG = Finder(r"(?<![\d.,])(?=\d)[0-9A-Z]{0,40}\d{9}[0-9A-Z]{1,40}(?![\d])|\d{12,}", heart=r"\d\d{8}")
_STREET = Finder(
    r"(?<=[路街道巷弄村院里区园庄胡同段东西南北中厦场桥坊镇乡苑城门])[甲乙丙]?"
    r"(?P<others>(?:\d{1,5}(?:-\d{1,4})?、){0,9})(?P<number>\d{1,5}(?:-\d{1,4})?)"
    r"(?:号(?:院|楼|门|附\d{1,3}号)?|弄)(?!文|建议|提案|公告|令|线)",
    heart=r"\d[号弄]",
)
_NUMBER = lazy(r"\d{1,5}(?:-\d{1,4})?")
_IN_BUILDING = lazy(
    r"[A-Za-z\u4e00-\u9fff]{0,14}?(?P<number>[A-Za-z]?\d{1,5}(?:-\d{1,4})?|[一二三四五六七八九十]{1,3})"
    r"(?:号楼|号院|号|栋|幢|单元|楼|层|室|座|房间|房|窗口)"
)
_ADDRESS = lazy(r"(?:地址|地点|地 址|邮寄至|寄送至|送至|报送至)[^\n。；]{0,60}")
_ROOM = lazy(
    r"(?<![\d.第])(?P<number>[A-Za-z]?\d{1,5}(?:-\d{1,4})?)(?:号楼|号院|号|栋|幢|单元|楼|层|室|座|房间|房"
    r"|信箱|窗口)"
)
_HALL_ROOM = Finder(r"[厦楼座层院](?P<number>[A-Z]?\d{3,4})(?:室|房|房间|会议室)")

# 2091403；国际合作类 2091404; 88887777（成果处）、88883210
_MEMBER = lazy(r"[；;，,、][\u4e00-\u9fff ]{1,12}|（[\u4e00-\u9fff、]{1,16}）[；;，,、]?[\u4e00-\u9fff ]{0,12}")
_FAR = 300  # characters before an office's number within which a text speaks of contacts


def find_phones(text: str) -> Iterator[Lexeme]:
    """Yield phone numbers, fax included: landlines, mobiles, 400 and 800, local ones near 电话, a person or an office.

    `text` is the number without spaces. A list after an area code (88975516、88975517) yields each number. Behind a
    label what is no such number is one all the same, as a malformed one.
    """
    known = set()
    for lexeme in _well_formed(text):
        known.add(lexeme.start)
        yield lexeme
    for found in _LABELLED.finditer(text):
        if found.start("number") not in known:
            yield _phone(found.start("number"), found.end("number"), found.group("number"))
    for found in _HOTLINE.finditer(text):
        for name in ("number", "second"):
            if found.group(name):
                yield _phone(found.start(name), found.end(name), found.group(name))


def _well_formed(text: str) -> Iterator[Lexeme]:
    for found in _PHONE.finditer(text):
        yield _phone(found.start(), found.end(), found.group())
        yield from _followers(text, found.end())
    done = last = 0
    for found in _LOCAL.finditer(text):
        listed = last and _MEMBER.fullmatch(text, last, found.start()) and _ENDS.match(text, found.end())
        if found.start() >= done and (listed or _is_local(text, found.start(), found.end())):
            last = found.end()
            yield _phone(found.start(), found.end(), found.group())
            for more in _followers(text, found.end()):
                yield more
                done = last = more.end

    for found in _CUT.finditer(text):
        if _is_local(text, found.start(), found.end()):
            yield _phone(found.start(), found.end(), found.group())


def _is_local(text: str, start: int, end: int) -> bool:
    """Tell whether seven or eight digits are a phone: a word for one, a person or an office stands before them."""
    if _CONTACT.search(text, max(0, start - 30), start):
        return True
    if not _ENDS.match(text, end):
        return False
    if text[start - 1] == "：" and _CONTACT.search(text, max(text.rfind("\n", 0, start), start - _FAR, 0), start):
        return True
    if _PERSON.search(text, max(0, start - 10), start):
        return True
    office = _OFFICE.search(text, max(0, start - 10), start)
    return bool(office and (text[start - 1] == "：" or _CONTACT.search(text, max(0, start - _FAR), start)))


def _phone(start: int, end: int, number: str) -> Lexeme:
    return Lexeme("phone", start, end, text=number.replace(" ", ""))


def _followers(text: str, end: int) -> Iterator[Lexeme]:
    """Yield the numbers of a list that goes on behind a phone, at most twenty of them."""
    for _ in range(20):
        found = _NEXT.match(text, end)
        if not found:
            short = _SHORT_TAIL.match(text, end)
            if short:
                yield _phone(short.start("number"), short.end("number"), short.group("number"))
            return
        yield _phone(found.start("number"), found.end(), text[found.start("number") : found.end()])
        end = found.end()


def find_codes(text: str) -> Iterator[Lexeme]:
    """Yield postcodes after 邮编, then account-like strings after their label, then any very long run of digits."""
    for found in _POSTCODE.finditer(text):
        yield Lexeme("postcode", found.start("number"), found.end("number"))
    for found in _ACCOUNT.finditer(text):
        number = found.group("number").rstrip(".-")
        if sum(char.isdigit() for char in number) >= 5:
            yield Lexeme("account", found.start("number"), found.start("number") + len(number))
    for found in _LONG.finditer(text):
        yield Lexeme("account", found.start(), found.end())


def find_addresses(text: str) -> Iterator[Lexeme]:
    """Yield the numbers of addresses: 19号 behind a street, and 13楼, 1208室 that follow; all of them after 地址."""
    for found in _STREET.finditer(text):
        for other in _NUMBER.finditer(text, *found.span("others")):
            yield Lexeme("address_number", *other.span())
        yield Lexeme("address_number", found.start("number"), found.end())
        end = found.end()
        for _ in range(5):
            inner = _IN_BUILDING.match(text, end)
            if not inner:
                break
            yield Lexeme("address_number", inner.start("number"), inner.end())
            end = inner.end()
    for found in _HALL_ROOM.finditer(text):
        yield Lexeme("address_number", found.start("number"), found.end())
    for line in _ADDRESS.finditer(text):
        for found in _ROOM.finditer(text, line.start(), line.end()):
            yield Lexeme("address_number", found.start("number"), found.end())
