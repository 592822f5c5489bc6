"""Derwent Innovations Index, tagged export of Web of Science (``.ciw``): one invention (family) a record.

A line is a tag of two letters and a value from the fourth column; lines of blanks in front go on; ``ER`` ends a record.
One record describes a family, so each publication in it (``PN``) becomes a patent record of its own, with the title
and abstract that Derwent writes for all; its date is in ``PD``, its application in ``AD``.

- ``CP`` lists, a publication at a time, the patents that it cites, set in further than itself; ``CR`` the literature.
- An application is printed as office and serial number, without the year (``JP198782``, which its date tells to be of
  2015). Where the office's number follows from both, it is kept; a US one lacks its series, so it is no application
  number, and counts among the priorities with the year after it, as DOCDB wrote them.
- Names are shortened: ``YAMAGUCHI Y``. The code after an assignee's name is Derwent's own and left out.

Source: "Derwent Innovations Index, field tags", Clarivate.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from patnav.errors import RecordError
from patnav.graph.model import Citation, Party, PatentRecord, Text
from patnav.ingest import opening
from patnav.ingest.formats import RAW, Format, Item, Reject, Sample
from patnav.ingest.patents import notation, numbers
from patnav.ingest.xml import join

__all__ = ["FORMAT"]

_BEGINS = re.compile(
    rb"\A(?:\xef\xbb\xbf)?(?:FN [^\n]*(?:Derwent|Thomson|Clarivate)[^\n]*\r?\n(?:VR [^\n]*\r?\n)?)?PT P\s*\r?\nPN "
)
_TAG = re.compile(r"([A-Z][A-Z0-9])(?: (.*))?")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DATED = re.compile(
    rf"([A-Z]{{2}}[\dA-Z]+(?:-[A-Z]\d?)?)\s+(\S.*?\s+)?(?P<day>\d\d) (?P<month>{'|'.join(_MONTHS)}) (?P<year>\d{{4}})"
)
_FILED = re.compile(r"(WO)?([A-Z]{2})([0-9]{5,8})(P?)")
_OFFICES: Mapping[str, Callable[[str, int], str]] = {
    "CA": lambda serial, year: f"CA{serial}",
    "CN": lambda serial, year: f"CN{year}{serial}",
    "DE": lambda serial, year: f"DE{serial[:2]}{year}{serial[2:]}",
    "EP": lambda serial, year: f"EP{year % 100:02d}{serial}",
    "ES": lambda serial, year: f"ES{year}{serial[1:]}",
    "FR": lambda serial, year: f"FR{year % 100:02d}{serial[1:]}",
    "GB": lambda serial, year: f"GB{year % 100:02d}{serial[1:]}",
    "JP": lambda serial, year: f"JP{year}{serial}",
    "KR": lambda serial, year: f"KR{year}0{serial}",
    "NL": lambda serial, year: f"NL{serial}",
    "PL": lambda serial, year: f"PL{serial}",
    "RU": lambda serial, year: f"RU{year}{serial}",
    "TW": lambda serial, year: f"TW{year - 1911}{serial}",
}
"""An office's number of an application, from the serial number as Derwent prints it and the year."""

_CODE = re.compile(r"\s*\([A-Z0-9]{4}(?:-[A-Za-z-]+)?\)")
_CITED = re.compile(r"^\s*([A-Z]{2}[\dA-Z]+(?:-[A-Z]\d?)?)(?=\s|$)")

_DEEP = " " * 5

_Record = Mapping[str, list[str]]


def _recognises(sample: Sample) -> bool:
    return _BEGINS.match(sample.head) is not None


def _read(path: Path) -> Iterator[Item | Reject]:
    found: dict[str, list[str]] = {}
    tag, start, raw = "", 0, b""
    for number, line in opening.lines(path):
        text = line.decode("utf-8", "replace").lstrip("\ufeff")
        match = _TAG.fullmatch(text.rstrip())
        if match and match[1] == "ER":
            yield from _records(found, start)
            found, tag, raw = {}, "", b""
        elif match and match[1] not in ("FN", "VR", "EF"):
            if not found:
                start = number
            tag = match[1]
            found.setdefault(tag, []).append(match[2] or "")
        elif tag and text.startswith(" "):
            found[tag].append(text)
        raw = (raw + line + b"\n")[:RAW] if found else b""
    if found:
        yield Reject(f"line {start}", "the record ends too early; hint: copy or download the file again", raw)


def _records(found: _Record, start: int) -> Iterator[Item | Reject]:
    printed = [one for one in re.split(r";\s*", join(*found.get("PN", ()))) if one]
    raw = "\n".join(f"{tag} {line}" for tag, lines in found.items() for line in lines).encode()[:RAW]
    if not printed:
        yield Reject(f"line {start}", "the record has no publication number", raw)
    for place, one in enumerate(printed, start=1):
        position = f"line {start}" if place == 1 else f"line {start}.{place}"
        try:
            yield Item(position, _record(found, one, printed))
        except RecordError as error:
            yield Reject(position, str(error), raw)


def _record(found: _Record, printed: str, members: list[str]) -> PatentRecord:
    number = numbers.publication(printed)
    published, filed = _dates(found.get("PD", ())), _dates(found.get("AD", ()))
    title, abstract = join(*found.get("TI", ())), join(*found.get("AB", ()))
    citations, literature = _citations(found, printed)
    claimed = [match for line in found.get("PI", ()) if (match := _DATED.search(line))]
    symbols = join(*found.get("IP", ())).replace("-", "").split(";")
    return PatentRecord(
        publication=str(number),
        office=number.office,
        number=number.number,
        kind=number.kind,
        application=_application(found.get("AD", ()), printed),
        titles=(Text(title, "en"),) if title else (),
        abstracts=(Text(abstract, "en"),) if abstract else (),
        filing_date=filed.get(printed),
        publication_date=published.get(printed),
        priority_date=min(_dates(found.get("PI", ())).values(), default=None),
        applicants=tuple(Party(name) for line in found.get("AE", ()) if (name := join(_CODE.sub("", line)))),
        inventors=tuple(Party(name, "person") for line in found.get("AU", ()) if (name := join(line))),
        classes=tuple(notation.classes("ipc", symbols)),
        citations=citations,
        literature=literature,
        dois=numbers.dois(literature),
        priorities=numbers.priorities(_filed(match[1], match["year"]) or match[1] + match["year"] for match in claimed),
        family=tuple(dict.fromkeys(numbers.cited("", one) for one in members)),
    )


def _application(lines: Sequence[str], printed: str) -> str | None:
    """The number of a publication's application, where it can be told."""
    for line in lines:
        match = _DATED.search(line)
        if match and match[1] == printed and match[2]:
            return numbers.filing(_filed(match[2].split()[0], match["year"]))
    return None


def _filed(printed: str, year: str) -> str:
    """The office's number of an application; of a US one DOCDB's old form, nothing where it cannot be told."""
    match = _FILED.fullmatch(printed)
    if match is None:
        return ""
    international, office, serial, provisional = match.groups()
    if international:
        return f"PCT{office}{year}{serial.zfill(6)}"
    if office == "US":
        return f"US {serial}{year[2:]} {provisional or 'A'}"
    return _OFFICES[office](serial, int(year)) if office in _OFFICES else ""


def _dates(lines: Sequence[str]) -> dict[str, str]:
    """The date of each publication, or of each priority."""
    return {
        match[1]: f"{match['year']}-{_MONTHS.index(match['month']) + 1:02d}-{match['day']}"
        for line in lines
        if (match := _DATED.search(line))
    }


def _citations(found: _Record, printed: str) -> tuple[tuple[Citation, ...], tuple[str, ...]]:
    """The patents and the literature that one publication of the family cites."""
    cited: dict[str, Citation] = {}
    for line in _below(found.get("CP", ()), printed):
        if match := _CITED.match(line):
            number = numbers.cited("", match[1])
            cited[number] = Citation(number)
    return tuple(cited.values()), tuple(join(line) for line in _below(found.get("CR", ()), printed) if line.strip())


def _below(lines: Sequence[str], printed: str) -> Iterator[str]:
    """The lines set in further below a publication."""
    citing = ""
    for line in lines:
        if line.startswith(_DEEP):
            if citing == printed:
                yield line
        elif match := _CITED.match(line):
            citing = match[1]


FORMAT = Format(
    name="derwent-ciw",
    title="Derwent Innovations Index, tagged export of Web of Science (ciw)",
    authority=30,
    recognises=_recognises,
    read=_read,
    version=2,
)
