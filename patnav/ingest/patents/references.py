"""Reference lists: patents as CNKI and GB/T 7714 citation lines, as RIS and as BibTeX.

- A citation line reads ``[1]names. title[P]. place：number,date.`` and may run over several lines. CNKI prints the
  inventors there, GB/T 7714 the applicants; a name that ends as those of firms and institutes do is an applicant.
- RIS: records of type ``PAT``; the number stands in ``M1``, ``SN``, ``IS``, ``VL`` or ``ID``, whichever is one.
- BibTeX: entries ``@patent``, and others whose number is a patent's; ``holder`` or ``assignee`` are the applicants.

Other references among them are passed over.

Source: GB/T 7714-2015; RIS format specification; biblatex manual, ``@patent``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from patnav.errors import RecordError
from patnav.graph.model import Party, PatentRecord, Text
from patnav.ingest import opening
from patnav.ingest.formats import RAW, Format, Item, Reject, Sample
from patnav.ingest.patents import numbers
from patnav.ingest.xml import join

__all__ = ["FORMATS"]

_LINE = re.compile(
    r"(?:\[\d+\])?\s*(?P<names>.*?)[.．]\s*(?P<title>.+?)\s*\[P(?:/OL)?\]\s*[.．]\s*(?P<rest>.+)", re.DOTALL
)
_NUMBER = re.compile(
    r"(?P<number>[A-Z]{2}\s?[\dA-Z./]*\d[\d./]*(?:[A-Z]\d?)?)\s*[,，.．\s]\s*(?P<date>\d{4}-\d\d?-\d\d?|\d{4})?"
)
_ENDS = re.compile(r"\d{4}-\d\d-\d\d$|[.．。]$")
_STARTS = re.compile(r"\s*\[\d+\]")
_MARK = re.compile(rb"\[P(?:/OL)?\]\s*[.\xef]")
_FIRM = re.compile(
    r"(?:公司|大学|学院|研究[院所]|厂|集团|医院|中心|实验室|有限合伙|Inc\.?|Ltd\.?|Corp\.?|GmbH|AG|University)$"
)
_RIS = re.compile(r"([A-Z][A-Z0-9])  - ?(.*)")
_RIS_NUMBERS = ("M1", "SN", "IS", "VL", "ID", "AN")
_ENTRY = re.compile(r"@\s*([A-Za-z]+)\s*\{\s*([^,\s{}]*)\s*,")
_BIB_NUMBERS = ("number", "patent", "patentnumber", "note", "howpublished")
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: place for place, name in enumerate(_MONTH_NAMES, 1)}
_LONGEST = 20_000

_Fields = Mapping[str, Sequence[str]]


def _cnki(path: Path) -> Iterator[Item | Reject]:
    broken = opening.cut_off(path)
    for number, text, last in _gathered(path):
        if "[P" not in text:
            continue
        if last and broken and not _ENDS.search(text):
            yield Reject(f"line {number}", "the reference ends too early", text.encode()[:RAW])
            continue
        yield _one(f"line {number}", text, partial(_of_line, text))


def _gathered(path: Path) -> Iterator[tuple[int, str, bool]]:
    """References with the number of their first line, and whether they are the last.

    A reference goes on until the next or a line of blanks.
    """
    start, gathered = 0, ""
    for number, line in opening.lines(path):
        text = opening.decode(line, f"{path}: line {number}").strip("\ufeff \t")
        if gathered and (not text or _STARTS.match(text) or len(gathered) > _LONGEST):
            yield start, gathered, False
            gathered = ""
        if text:
            start, gathered = (number, text) if not gathered else (start, gathered + text)
    if gathered:
        yield start, gathered, True


def _of_line(text: str) -> PatentRecord:
    match = _LINE.fullmatch(text)
    found = _NUMBER.search(match["rest"]) if match else None
    if match is None or found is None:
        raise RecordError("the reference has no names, title, mark [P] and number")
    names = [
        name for one in re.split(r"[,，;；]", match["names"]) if (name := join(one)) and name not in ("等", "et al")
    ]
    firms = tuple(Party(name) for name in names if _FIRM.search(name))
    people = tuple(Party(name, "person") for name in names if not _FIRM.search(name))
    return _record(found["number"], match["title"], found["date"], firms, people)


def _record(
    printed: str,
    title: str,
    date: str | None,
    applicants: tuple[Party, ...],
    inventors: tuple[Party, ...],
    abstract: str = "",
    url: str | None = None,
) -> PatentRecord:
    number = numbers.publication(printed)
    lang = "zh" if re.search(r"[\u4e00-\u9fff]", title) else None
    return PatentRecord(
        publication=str(number),
        office=number.office,
        number=number.number,
        kind=number.kind,
        titles=(Text(join(title), lang),) if join(title) else (),
        abstracts=(Text(join(abstract), None),) if join(abstract) else (),
        publication_date=numbers.day(date) if date else None,
        applicants=applicants,
        inventors=inventors,
        url=url,
    )


def _ris(path: Path) -> Iterator[Item | Reject]:
    fields: dict[str, list[str]] = {}
    start = 0
    for number, line in opening.lines(path):
        text = opening.decode(line, f"{path}: line {number}").strip("\ufeff")
        match = _RIS.match(text)
        if match and match[1] == "TY":
            if fields:
                yield Reject(f"line {start}", "the reference has no end", _raw(fields))
            start, fields = number, {"TY": [match[2].strip()]}
        elif match and match[1] == "ER":
            if fields.get("TY") == ["PAT"]:
                yield _one(f"line {start}", _raw(fields).decode(), partial(_of_ris, fields))
            fields = {}
        elif match and fields:
            fields.setdefault(match[1], []).append(match[2].strip())
    if fields:
        yield Reject(f"line {start}", "the reference ends too early", _raw(fields))


def _of_ris(fields: _Fields) -> PatentRecord:
    def first(*tags: str) -> str:
        return next((one for tag in tags for one in fields.get(tag, ()) if one), "")

    country = first("CY", "PP")
    printed = next((one for tag in _RIS_NUMBERS for one in fields.get(tag, ()) if _is_number(one, country)), "")
    date = re.match(r"\d{4}(?:[/-]\d{1,2}){0,2}", first("DA", "Y1", "PY"))
    return _record(
        _with_office(printed, country),
        first("TI", "T1", "CT"),
        date[0] if date else None,
        tuple(Party(one) for tag in ("A2", "A3", "PB", "AD") for one in fields.get(tag, ())[:1] if one)[:1],
        tuple(Party(_given_first(one), "person") for tag in ("AU", "A1") for one in fields.get(tag, ()) if one),
        first("AB", "N2"),
        first("UR", "L2") or None,
    )


def _is_number(printed: str, country: str) -> bool:
    try:
        numbers.publication(_with_office(printed, country))
    except RecordError:
        return False
    return True


def _with_office(printed: str, country: str) -> str:
    office = {"united states": "US", "china": "CN", "japan": "JP", "europe": "EP"}.get(country.lower(), country.upper())
    return office + printed if printed[:1].isdigit() and re.fullmatch("[A-Z]{2}", office) else printed


def _given_first(name: str) -> str:
    family, comma, given = name.partition(",")
    return join(given, family) if comma else join(name)


def _bibtex(path: Path) -> Iterator[Item | Reject]:
    text = "\n".join(opening.decode(line, f"{path}: line {n}") for n, line in opening.lines(path))
    for number, match in enumerate(_ENTRY.finditer(text), start=1):
        kind, position = match[1].lower(), f"entry {number}"
        if kind in ("comment", "string", "preamble"):
            continue
        fields, end = _bib_fields(text, match.end())
        raw = text[match.start() : end]
        if kind == "patent" or (kind == "misc" and "patent" in raw.lower() and _bib_number(fields)):
            if end > len(text):
                yield Reject(position, "the entry ends too early", raw.encode()[:RAW])
            else:
                yield _one(position, raw, partial(_of_bibtex, fields))


def _bib_fields(text: str, start: int) -> tuple[dict[str, str], int]:
    """The fields of an entry, and where it ends; beyond the end of the text where it does not."""
    fields: dict[str, str] = {}
    name, value, depth, quoted = "", "", 1, False
    for place in range(start, min(len(text), start + 20 * _LONGEST)):
        character = text[place]
        if character == '"' and depth == 1 and text[place - 1] != "\\":
            quoted = not quoted
            continue
        depth += (character == "{") - (character == "}")
        if depth == 0 or (character == "," and depth == 1 and not quoted):
            if name:
                fields[name] = join(value.strip().strip("{}"))
            name, value = "", ""
            if depth == 0:
                return fields, place + 1
        elif character == "=" and not name and depth == 1 and not quoted:
            name, value = value.strip().lower(), ""
        else:
            value += character
    return fields, len(text) + 1


def _bib_number(fields: Mapping[str, str]) -> str:
    country = fields.get("nationality", fields.get("location", ""))[:2]
    for name in _BIB_NUMBERS:
        printed = re.sub(r"[{}\\~]|(?i:\bpatent\b|\bapp\.?|\bno\.?)", " ", fields.get(name, ""))
        if printed.strip() and _is_number(printed.strip(), country):
            return _with_office(printed.strip(), country)
    return ""


def _of_bibtex(fields: Mapping[str, str]) -> PatentRecord:
    def people(*names: str) -> list[str]:
        return [
            join(re.sub(r"[{}\\]", "", one)) for n in names for one in re.split(r"\s+and\s+", fields.get(n, "")) if one
        ]

    month = fields.get("month", "").lower()[:3]
    year = re.search(r"\d{4}", fields.get("year", ""))
    date = fields.get("date") or (f"{year[0]}-{_MONTHS[month]:02d}" if year and month in _MONTHS else year and year[0])
    return _record(
        _bib_number(fields),
        re.sub(r"[{}\\]", "", fields.get("title", "")),
        date,
        tuple(Party(one) for one in dict.fromkeys(people("holder", "assignee"))),
        tuple(Party(_given_first(one), "person") for one in people("author")),
        fields.get("abstract", ""),
        fields.get("url"),
    )


def _one(position: str, raw: str, make: Callable[[], PatentRecord]) -> Item | Reject:
    try:
        return Item(position, make())
    except RecordError as error:
        return Reject(position, str(error), raw.encode()[:RAW])


def _raw(fields: _Fields) -> bytes:
    return "\n".join(f"{tag}  - {one}" for tag, values in fields.items() for one in values).encode()[:RAW]


def _is_cnki(sample: Sample) -> bool:
    return opening.content(sample.head) == "text" and len(_MARK.findall(sample.head[:16384])) > 0


def _is_ris(sample: Sample) -> bool:
    return re.match(rb"\s*(?:\xef\xbb\xbf)?TY  - ", sample.head) is not None and b"TY  - PAT" in sample.head


def _is_bibtex(sample: Sample) -> bool:
    return re.search(rb"(?im)^\s*@patent\s*\{", sample.head) is not None


FORMATS = (
    Format("ris", "RIS references of type PAT", 40, _is_ris, _ris),
    Format("bibtex", "BibTeX entries @patent", 40, _is_bibtex, _bibtex),
    Format("gbt7714", "CNKI and GB/T 7714 citation lines of patents", 40, _is_cnki, _cnki),
)
