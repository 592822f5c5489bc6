"""Chinese questions about numbers of patents, read by a small grammar into calls of ``count``.

A question names things (an organization, a field, a place, years, a kind, what happened to the patents) and says what
it counts by (每年, 哪些机构, 各技术领域, 哪些省份, 哪些国家, or nothing: 多少). Names are taken out first, the longest
one first, so that a place in an organization's name is none. What the grammar does not read for certain it leaves
alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Call", "Names", "Unread", "read"]

DOMAINS = ("制氢技术", "储氢技术", "物理储氢", "合金储氢", "无机储氢", "有机储氢", "氢燃料电池", "氢制冷")

_UNREAD = (
    (re.compile(r"比例|占比|平均|最多被|被转让过?(?:最)?多少次|多少次|几次|最高"), "no number of patents"),
    (re.compile(r"近几年|近年|最近几年|近[三五十]年|逐渐|最新|最近"), "an unsaid period"),
    (re.compile(r"多少家|几家"), "a number of organizations"),
    (re.compile(r"未|没有|不详|已授权|地区以外"), "a condition of another kind"),
    (re.compile(r"亚太|欧洲|亚洲|北美"), "a part of the world"),
)
_BY = (
    ("year", re.compile(r"每年|各年|历年|年度|逐年|每一年|不同年份|按年|哪些年份|各个?年份|年份|变化|趋势")),
    ("province", re.compile(r"(?:哪些|哪个|哪几个|哪\S{1,2}个|各个?|个)省份?|省份")),
    ("country", re.compile(r"(?:哪些|哪个|哪几个|哪\S{1,2}个|各个?|个)国家?|国家")),
    ("domain", re.compile(r"(?:哪些|各个?|不同|什么|哪个|每个)的?(?:氢能)?(?:专利)?(?:技术)?(?:领域|方向)|技术领域")),
    ("applicant", re.compile(r"机构|单位|(?:哪些|哪个|哪家|哪\S{1,3}[家个])(?:公司|企业)")),
)
_EVENTS = (("assignment", "转让"), ("license", "许可"), ("pledge", "质押"), ("dispute", "诉讼"))
_KINDS = (("research_institute", "研究机构"), ("university", "高校"), ("enterprise", "公司"), ("enterprise", "企业"))
_SPAN = re.compile(r"(\d{4})年?(?:到|至|-|—|~)(\d{4})年?")
_SINCE = re.compile(r"(?:从|自)?(\d{4})年?(?:以来|至今|起|开始|到现在|之后|以后|到今天|及以后)")
_YEAR = re.compile(r"(\d{4})年")
_MASK = "□"


class Unread(Exception):
    """A question that the grammar does not read for certain; the message says why."""


@dataclass(frozen=True, slots=True)
class Names:
    """Names that questions use.

    Attributes:
        organizations: Names of organizations.
        places: Place by name, as ``--region`` takes it.
    """

    organizations: Collection[str]
    places: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Call:
    """A call of ``count``: what to group by, and the filters by name."""

    by: str | None
    filters: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        options = [f"--{name.rstrip('_')} {value!r}" for name, value in self.filters.items()]
        return " ".join(["count", *([f"--by {self.by}"] if self.by else []), *options, "--publications"])


def read(question: str, names: Names) -> Call:
    """The call that answers a question.

    Raises:
        Unread: The grammar does not read it for certain.
    """
    for pattern, why in _UNREAD:
        if pattern.search(question):
            raise Unread(why)
    filters: dict[str, Any] = {}
    text, organization = _take(question, names.organizations, 4)
    text, domain = _take(text, DOMAINS, 3)
    text, place = _take(text, names.places, 2)
    text = _dates(text, filters)
    if organization:
        filters["assignee" if "受让" in text or "转让给" in text else "applicant"] = f"*{organization}*"
    elif "受让" in text:
        raise Unread("a party without a name")
    if domain:
        filters["industry"] = f"domain:{domain}"
    if place:
        filters["region"] = names.places[place]
    if "assignee" not in filters:
        filters |= next(({"event": event} for event, word in _EVENTS if word in text), {})
    if not organization:
        kind, word = next(
            ((kind, word) for kind, word in _KINDS if re.search(rf"(?<!哪些)(?<!个)(?<!家){word}", text)), ("", "")
        )
        if kind:
            filters["kind"], text = kind, text.replace(word, _MASK)
    by = next((by for by, pattern in _BY if pattern.search(text)), None)
    if by is None and not re.search(r"多少|几[件项个]|总数|总量|数量", text):
        raise Unread("a list of patents")
    return Call(by, filters)


def _take(text: str, names: Collection[str], shortest: int) -> tuple[str, str]:
    """The text with the longest name in it masked, and that name; empty where there is none."""
    for length in range(min(len(text), 60), shortest - 1, -1):
        for start in range(len(text) - length + 1):
            name = text[start : start + length]
            if name in names and _MASK not in name:
                return text[:start] + _MASK + text[start + length :], name
    return text, ""


def _dates(text: str, filters: dict[str, Any]) -> str:
    """The text without its years, which go into the filters; several restrict each other."""
    first, last = [], []
    for pattern, ends in ((_SPAN, 2), (_SINCE, 1), (_YEAR, 0)):
        for match in pattern.finditer(text):
            first.append(match[1])
            last += [match[2]] if ends == 2 else [match[1]] if ends == 0 else []
        text = pattern.sub(_MASK, text)
    if first:
        filters["from_"] = max(first)
    if last:
        filters["to"] = min(last)
    return text
