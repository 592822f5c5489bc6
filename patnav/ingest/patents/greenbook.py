"""USPTO grants of 1976 to 2001: the Greenbook, tagged text.

A line is a code in four columns and a value from the sixth; a line of blanks in front goes on with the value before
it. A code without a value opens a section (``INVT``, ``UREF``, ``CLMS``); a grant begins with ``PATN``. Nothing marks
its end, so a grant that has fewer claims than it states (``NCL``) is taken for cut off.

- Numbers end in a check digit, which is dropped; an application's series code (``SRC``) goes before it.
- Names stand as ``Family; Given``. Countries have a third letter, which is dropped.
- The kind code, not printed then, follows from the type of the grant: ``A`` a utility patent, ``S`` a design, ``E`` a
  reissue, ``P`` a plant patent, as the USPTO itself cites them today.
- Cited US patents have no kind code. Who cited is not told.

Source: "U.S. Patent Grant Full-Text Data, APS", USPTO, 1976 to 2001.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from patnav.errors import RecordError, UnreadableFile
from patnav.graph.model import Citation, Classification, Party, PatentRecord, Text
from patnav.ingest import opening
from patnav.ingest.formats import RAW, Format, Item, Reject, Sample
from patnav.ingest.patents import notation, numbers
from patnav.ingest.xml import is_country, join

__all__ = ["FORMAT"]

_BEGINS = re.compile(rb"\A(?:HHHHH[^\n]*\r?\n)?PATN\s*\r?\nWKU ")
_SERIES = {"D": "29"}
_COUNTRIES = {"DT": "DE", "DL": "DD", "UK": "GB"}
_TYPES = {"1": "invention", "2": "invention", "4": "design"}
_KINDS = {"1": "A", "2": "E", "4": "S", "6": "P", "7": "H"}
_TEXTS = ("PAR", "PAL", "PA0", "PA1", "PA2", "PA3", "PA4", "PA5")
_MOST = 2_000_000

_Section = tuple[str, list[tuple[str, str]]]


def _recognises(sample: Sample) -> bool:
    return _BEGINS.match(sample.head) is not None


def _read(path: Path) -> Iterator[Item | Reject]:
    number, last = 0, None
    for number, grant in enumerate(_grants(path), start=1):
        if last is not None:
            yield _one(last, number - 1)
        last = grant
    if last is not None:
        yield _cut(last, number) if opening.cut_off(path) else _one(last, number)


def _cut(grant: Sequence[str], number: int) -> Reject:
    reason = "the document ends too early; hint: copy or download the file again"
    return Reject(f"document {number}", reason, "\n".join(grant[:2000]).encode()[:RAW])


def _grants(path: Path) -> Iterator[list[str]]:
    grant: list[str] = []
    for _, line in opening.lines(path):
        text = line.decode("utf-8", "replace")
        if text.strip() == "PATN" and grant:
            yield grant
            grant = []
        if text.startswith("HHHHH"):
            continue
        if len(grant) >= _MOST:
            raise UnreadableFile(f"{path}: a grant of more than {_MOST:,} lines", "check the file")
        grant.append(text)
    if any(grant):
        yield grant


def _one(grant: Sequence[str], number: int) -> Item | Reject:
    position = f"document {number}"
    try:
        return Item(position, _record(list(_sections(grant))))
    except RecordError as error:
        return Reject(position, str(error), "\n".join(grant[:2000]).encode()[:RAW])


def _sections(grant: Sequence[str]) -> Iterator[_Section]:
    """The sections with their values; a value that runs over several lines is one."""
    name: str = "PATN"
    values: list[tuple[str, str]] = []
    for line in grant:
        code, value = line[:4].strip(), line[5:].rstrip()
        if not code:
            if values and value.strip():
                values[-1] = (values[-1][0], f"{values[-1][1]} {value.strip()}")
        elif value or len(code) < 4:
            values.append((code, value))
        else:
            yield name, values
            name, values = code, []
    yield name, values


def _record(sections: Sequence[_Section]) -> PatentRecord:
    def all_(section: str, *codes: str) -> list[str]:
        return [text for name, values in sections if name == section for code, text in values if code in codes]

    def one(section: str, code: str) -> str | None:
        return next((text for text in all_(section, code) if text.strip()), None)

    printed = one("PATN", "WKU") or ""
    type_ = (one("PATN", "APT") or "").strip()
    number = numbers.publication(f"US{printed[:-1]} {_KINDS.get(type_, '')}")
    title, abstract = one("PATN", "TTL"), join(*all_("ABST", *_TEXTS))
    published, filed = one("PATN", "ISD"), one("PATN", "APD")
    stated = numbers.count(one("PATN", "NCL") or "")
    claims = list(_claims(sections))
    if len(claims) < (stated or 1):
        raise RecordError(f"the document ends too early: {len(claims)} of {stated} claims", "download the file again")
    inventors, owners = tuple(_parties(sections, "INVT")), tuple(_parties(sections, "ASSG"))
    citations, literature = _references(sections)
    claimed = [numbers.day(day) for day in all_("PRIR", "APD")]
    publication_date = numbers.day(published) if published else None
    return PatentRecord(
        publication=str(number),
        office=number.office,
        number=number.number,
        kind=number.kind,
        application=_application(one("PATN", "SRC"), one("PATN", "APN")),
        type=_TYPES.get(type_),
        titles=(Text(join(title), "en"),) if title else (),
        abstracts=(Text(abstract, "en"),) if abstract else (),
        filing_date=numbers.day(filed) if filed else None,
        publication_date=publication_date,
        grant_date=publication_date,
        priority_date=min(claimed, default=None),
        claims=stated or len(claims),
        first_claim=claims[0],
        applicants=owners or inventors,
        owners=owners,
        inventors=inventors,
        classes=tuple(_classes(all_("CLAS", "ICL"), all_("CLAS", "OCL") + all_("CLAS", "XCL"))),
        citations=citations,
        literature=literature,
        dois=numbers.dois(literature),
        priorities=numbers.priorities(_claimed(sections)),
        examiner=_name(one("PATN", "EXP") or "") or None,
        agency=join(one("LREP", "FRM")) or _name(one("LREP", "FR2") or "") or None,
    )


def _application(series: str | None, serial: str | None) -> str | None:
    """The eight digits of a US application: series, serial number, no check digit."""
    if not (series and serial and re.fullmatch(r"\d{6}\d?", serial.strip())):
        return None
    return numbers.application(_SERIES.get(series.strip(), series.strip()).zfill(2) + serial.strip()[:6], "US")


def _claimed(sections: Sequence[_Section]) -> Iterator[str]:
    """Foreign applications whose priority is claimed; countries have three letters, the last of them an X."""
    for name, pairs in sections:
        values = dict(pairs)
        if name == "PRIR" and values.get("CNT") and values.get("APN"):
            country = values["CNT"].strip()[:2]
            yield f"{_COUNTRIES.get(country, country)} {values['APN'].strip()}"


def _name(printed: str) -> str:
    family, _, given = printed.partition(";")
    return join(given, family)


def _parties(sections: Sequence[_Section], section: str) -> Iterator[Party]:
    for name, pairs in sections:
        values = dict(reversed(pairs))
        if name == section and (printed := values.get("NAM")):
            person = ";" in printed
            state = values.get("STA")
            yield Party(
                _name(printed) if person else join(printed),
                kind="person" if person or section == "INVT" else "organization",
                country=_country(values.get("CNT")) or ("US" if state else None),
                province=state,
                city=values.get("CTY"),
            )


def _country(printed: str | None) -> str | None:
    code = (printed or "").strip()[:2]
    code = _COUNTRIES.get(code, code)
    return code if is_country(code) else None


def _classes(international: Sequence[str], national: Sequence[str]) -> Iterator[Classification]:
    yield from notation.classes("locarno", (one for one in international if re.fullmatch(r"D?\d\d\s*-?\d\d", one)))
    yield from notation.classes("ipc", (notation.columns(one) for one in international))
    yield from notation.classes("uspc", national)


def _references(sections: Sequence[_Section]) -> tuple[tuple[Citation, ...], tuple[str, ...]]:
    citations: list[Citation] = []
    literature: list[str] = []
    for name, pairs in sections:
        if name == "OREF":
            literature += [join(text) for code, text in pairs if code in _TEXTS and text.strip()]
        elif name in ("UREF", "FREF"):
            values = dict(reversed(pairs))
            country = "US" if name == "UREF" else _country(values.get("CNT")) or ""
            try:
                citations.append(Citation(numbers.cited(country, values.get("PNO", ""))))
            except RecordError:
                literature.append(join(*(text for _, text in pairs)))
    return tuple(citations), tuple(one for one in literature if one)


def _claims(sections: Sequence[_Section]) -> Iterator[str]:
    """The text of each claim; a design's only one has no number."""
    claim: list[str] = []
    for name, pairs in sections:
        if name not in ("CLMS", "DCLM"):
            continue
        for code, text in pairs:
            if code == "NUM" and claim:
                yield join(*claim)
                claim = []
            elif code in _TEXTS:
                claim.append(text)
    if claim:
        yield join(*claim)


FORMAT = Format(
    name="uspto-greenbook",
    title="USPTO grants of 1976 to 2001 (Greenbook text)",
    authority=10,
    recognises=_recognises,
    read=_read,
    version=2,
)
