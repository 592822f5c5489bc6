"""Legal events as text: what offices and databases print about transfers, licences, pledges and the life of a patent.

Three ways of writing them are read: the words of the EPO's INPADOC codes, one event a piece (``2018-11-27 GR01 PATENT
GRANT``); the gazette of the China National Intellectual Property Administration, where a heading with its date is
followed by fields (``专利权的转移``, ``变更前权利人=...``); and parties and dates in columns of their own.

Sources: INPADOC legal event codes (https://www.epo.org/en/searching-for-patents/data/coverage/weekly); the event
notices (事务公告) of CNIPA's gazette (http://epub.cnipa.gov.cn).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from patnav.errors import RecordError
from patnav.graph.model import LegalEvent, Party, StatusEvent
from patnav.ingest.patents import numbers

__all__ = ["Events", "deal", "deals", "gazette", "inpadoc", "step"]

Events = tuple[tuple[LegalEvent, ...], tuple[StatusEvent, ...]]

_STEPS = (
    (re.compile(r"LAPSE|CEASED|EXPIR|ABANDON|WITHDRAWN|NON-PAYMENT|TRANSLATION NOT FILED"), "lapse"),
    (re.compile(r"^(?!.*NO OPPOSITION).*OPPOSITION"), "opposition"),
    (re.compile(r"REVO[CK]|INVALID|NULLITY|INTER PARTES REVIEW|POST-GRANT REVIEW"), "invalidation"),
    (re.compile(r"^\(?(?:EXPECTED\)? )?GRANT\b|PATENT GRANT"), "grant"),
)
_DEALS = (
    (
        re.compile(r"^ASSIGNMENT|TRANSFER OF (?:RIGHTS|OWNERSHIP|PATENT)|CHANGE OF (?:OWNER|APPLICANT|PROPRIETOR)"),
        "assignment",
    ),
    (re.compile(r"LICEN[CS]E"), "license"),
    (re.compile(r"SECURITY|PLEDGE|PREDAT|\bLIEN\b"), "pledge"),
)
_OVER = re.compile(r"CANCEL|RELEASE|TERMINAT|DISCHARGE")
_PIECE = re.compile(r"(\d{4}-\d\d-\d\d)\s+([A-Z0-9-]{1,8})\s+(.*?)(?:\s+[+-])?")

_HEADING = re.compile(
    r"(?<![=:：\d./])(\d{4})[.-](\d\d)[.-](\d\d)\s+([^\s=:：]*[\u4e00-\u9fff][^\s=:：]*)(?=\s|$)(?:\s+(\S+))?"
)
_KEYS = (
    "变更事项", "变更前权利人", "变更后权利人", "变更前专利权人", "变更后专利权人", "变更前申请人", "变更后申请人",
    "变更前", "变更后", "登记生效日", "登记号", "合同备案号", "备案日期", "让与人", "许可人", "受让人", "被许可人",
    "许可种类", "出质人", "质权人", "申请日", "申请公布日", "授权公告日", "发明名称", "解除日", "合同登记号",
)  # fmt: skip
_FIELD = re.compile(rf"(?<!\S)({'|'.join(sorted(_KEYS, key=len, reverse=True))})\s*[=:：]\s*")
_ENDED = ("注销", "解除", "变更")
_OWNERS = ("专利权人", "申请人", "权利人", "专利申请人")
_STEPS_ZH = (
    (re.compile(r"无效"), "invalidation"),
    (re.compile(r"终止|撤回|驳回|放弃|届满|失效"), "lapse"),
    (re.compile(r"^授权|授权公告"), "grant"),
)


def step(words: str) -> str:
    """What kind of step in the life of a patent some English words in capitals name; ``other`` if none."""
    return next((kind for pattern, kind in _STEPS if pattern.search(words)), "other")


def deal(words: str) -> str | None:
    """What kind of deal some English words in capitals name; the end of one is none."""
    if _OVER.search(words):
        return None
    return next((kind for pattern, kind in _DEALS if pattern.search(words)), None)


def inpadoc(printed: str) -> Events:
    """Reads events of INPADOC, ``DATE CODE WORDS`` each, a bar between them; deals come without their parties."""
    found: list[LegalEvent] = []
    history: list[StatusEvent] = []
    for piece in printed.split("|"):
        if match := _PIECE.fullmatch(piece.strip()):
            date, code, words = match.groups()
            if kind := deal(words.upper()):
                found.append(LegalEvent(kind, date=numbers.day(date), number=code))
            else:
                history.append(StatusEvent(step(words.upper()), numbers.day(date), code, words or None))
    return tuple(found), tuple(history)


def gazette(printed: str) -> Events:
    """Reads notices of the Chinese gazette.

    A transfer (专利权的转移), licence (实施许可合同备案) or pledge (质押合同登记) on record is an event, dated by its
    entry into force; its ending or change is none, and stands in the history as everything else does.
    """
    found: list[LegalEvent] = []
    history: list[StatusEvent] = []
    headings = list(_HEADING.finditer(printed))
    for place, heading in enumerate(headings):
        end = headings[place + 1].start() if place + 1 < len(headings) else len(printed)
        words = heading[5] if heading[5] and not _FIELD.match(heading[5]) else heading[4]
        date = _day("-".join(heading.group(1, 2, 3)))
        if event := _notice(words, date, _fields(printed[heading.end(4) : end])):
            found.append(event)
        else:
            kind = next((kind for pattern, kind in _STEPS_ZH if pattern.search(words)), "other")
            history.append(StatusEvent(kind, date, None, words))
    return tuple(found), tuple(history)


def deals(kind: str, sources: Sequence[str], targets: Sequence[str], dates: Sequence[str]) -> Iterator[LegalEvent]:
    """Makes the deals of parties and dates in columns: one each where there are as many dates as parties, else one."""
    days = [day for one in dates if (day := _day(one))]
    if len(days) > 1 and len(days) == len(sources) == len(targets):
        for source, target, day in zip(sources, targets, days, strict=True):
            yield LegalEvent(kind, (Party(source),), (Party(target),), day)
    elif sources or targets:
        date = days[0] if len(days) == 1 else None
        yield LegalEvent(kind, tuple(map(Party, sources)), tuple(map(Party, targets)), date)


def _day(printed: str) -> str | None:
    try:
        return numbers.day(printed.strip())
    except RecordError:
        return None


def _fields(printed: str) -> dict[str, str]:
    """The fields of a notice; of several of one name the first."""
    parts = _FIELD.split(printed)
    found: dict[str, str] = {}
    for key, value in zip(parts[1::2], parts[2::2], strict=True):
        found.setdefault(key, value.strip())
    return found


def _notice(words: str, date: str | None, fields: dict[str, str]) -> LegalEvent | None:
    """The deal that a notice records."""

    def named(*keys: str) -> tuple[Party, ...]:
        printed = next((fields[key] for key in keys if key in fields), "")
        return tuple(Party(one) for one in re.split(r"[;；]\s*", printed) if one and one != "无")

    effective = _day(fields.get("登记生效日", "")) or date
    if "转移" in words:
        sources, targets = _owners(fields)
        return LegalEvent("assignment", sources, targets, effective) if targets else None
    if any(words.endswith(one) for one in _ENDED):
        return None
    if "许可" in words and "备案" in words:
        filed = _day(fields.get("备案日期", "")) or date
        return LegalEvent(
            "license", named("让与人", "许可人"), named("受让人", "被许可人"), filed, fields.get("合同备案号")
        )
    if "质押" in words:
        number = fields.get("登记号") or fields.get("合同登记号")
        return LegalEvent("pledge", named("出质人"), named("质权人"), effective, number)
    return None


def _owners(fields: dict[str, str]) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Who a right went from and to: owners that stay owners are neither.

    Values stand in the order of the changed items (``变更事项=专利权人/地址/专利权人``); the address belongs to the
    owner before it.
    """
    items = fields.get("变更事项", "").split("/")
    before, after = (
        _listed(items, next((fields[key] for key in fields if key.startswith(start)), ""))
        for start in ("变更前", "变更后")
    )
    left = {name: place for name, place in before.items() if name not in after}
    entered = {name: place for name, place in after.items() if name not in before}
    if entered and not left:
        left = before
    sources, targets = ([Party(name, address=place) for name, place in one.items()] for one in (left, entered))
    return tuple(sources), tuple(targets)


def _listed(items: Sequence[str], printed: str) -> dict[str, str | None]:
    """Owners with their addresses."""
    values = printed.split("/")
    if len(values) != len(items):
        return {values[0].strip(): None} if values[0].strip() else {}
    found: dict[str, str | None] = {}
    last = ""
    for item, value in zip(items, map(str.strip, values), strict=True):
        if item.strip().endswith(_OWNERS):
            last = value if value != "无" else ""
            if last:
                found[last] = None
        elif "地址" in item and last and value != "无":
            found[last] = found[last] or value
    return found
