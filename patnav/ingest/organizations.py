"""Lists of organizations as CSV or TSV: registers of small firms, of specialized ones (专精特新), of research bodies.

The first row names the columns, in English or Chinese, in any order: ``name`` (名称, 企业名称, 单位名称) and one of

=================  ==================================================  =================================================
column             also called                                         what it holds
=================  ==================================================  =================================================
``other_names``    aliases, 曾用名, 别名, 简称                           further names, separated by ``;``
``kind``           entity_type, 机构类型                                one of PatNav's kinds, or 公司, 高校, 医院, ...
``country``        国家                                                 ISO 3166-1 alpha-2
``province``       省份, 省                                             province
``city``           城市, 市                                             city
``address``        地址, 注册地址                                        whole address
``sme``            中小企业, 是否中小企业                                yes or no (是 or 否, 1 or 0, true or false)
``specialized``    专精特新, 是否专精特新                                yes or no
``ids``            统一社会信用代码                                      identifiers ``scheme:value``; a bare one is a
                                                                       unified social credit code
=================  ==================================================  =================================================

What the list says of an organization is put to the vote with what other sources say of it; a kind that lists state goes
before one that a name suggests.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from patnav.errors import RecordError
from patnav.graph.model import OrganizationRecord
from patnav.graph.schema import KINDS
from patnav.ingest import opening
from patnav.ingest.formats import RAW, Format, Item, Reject, Sample

__all__ = ["FORMAT"]

_COLUMNS = {
    "name": ("名称", "企业名称", "单位名称", "机构名称"),
    "other_names": ("aliases", "曾用名", "别名", "简称"),
    "kind": ("entity_type", "机构类型"),
    "country": ("国家",),
    "province": ("省份", "省"),
    "city": ("城市", "市"),
    "address": ("地址", "注册地址"),
    "sme": ("中小企业", "是否中小企业"),
    "specialized": ("专精特新", "是否专精特新"),
    "ids": ("统一社会信用代码",),
}
_FIELDS = {label: field for field, labels in _COLUMNS.items() for label in (field, *labels)}
_KINDS_ZH = {
    "公司": "enterprise",
    "企业": "enterprise",
    "高校": "university",
    "大学": "university",
    "院校": "university",
    "研究机构": "research_institute",
    "科研机构": "research_institute",
    "科研院所": "research_institute",
    "科研单位": "research_institute",
    "政府": "government",
    "机关": "government",
    "机关团体": "government",
    "金融机构": "financial",
    "医院": "hospital",
    "协会": "association",
    "其他": "other",
}
_TRUTH = {"yes": True, "true": True, "1": True, "是": True, "no": False, "false": False, "0": False, "否": False}


def _delimiter(header: str) -> str:
    return "\t" if header.count("\t") >= header.count(",") else ","


def _fields(header: Sequence[str]) -> list[str | None]:
    """Field of each column, None for one that means nothing here."""
    return [_FIELDS.get(cell.strip().lower().lstrip("\ufeff")) for cell in header]


def _recognises(sample: Sample) -> bool:
    try:
        _, line = next(opening.lines(sample.path))
        header = line.decode("utf-8")
    except Exception:  # recognition never raises; what is wrong with the file is for the reader it fits to say
        return False
    fields = [field for field in _fields(header.split(_delimiter(header))) if field]
    return "name" in fields and len(fields) > 1


def _read(path: Path) -> Iterator[Item | Reject]:
    _, first = next(opening.lines(path))
    delimiter = _delimiter(first.decode("utf-8", "replace"))
    fields: list[str | None] = []
    for number, cells, raw in opening.rows(path, delimiter):
        if not fields:
            fields = _fields(cells)
        elif any(cell.strip() for cell in cells):
            row = {f: c.strip() for f, c in zip(fields, cells, strict=False) if f and c.strip()}
            try:
                yield Item(f"row {number}", _record(row))
            except RecordError as error:
                yield Reject(f"row {number}", error.what, raw[:RAW])


def _record(row: Mapping[str, str]) -> OrganizationRecord:
    if not any(map(str.isalnum, row.get("name", ""))):
        raise RecordError("no name")
    kind = _KINDS_ZH.get(row.get("kind", ""), row.get("kind"))
    if kind is not None and kind not in KINDS:
        raise RecordError(f"no kind of organization {kind!r}; PatNav knows {', '.join(KINDS)}")
    return OrganizationRecord(
        name=" ".join(row["name"].split()),
        other_names=tuple(_parts(row.get("other_names", ""))),
        kind=kind,
        country=row.get("country"),
        province=row.get("province"),
        city=row.get("city"),
        address=row.get("address"),
        sme=_sme(row),
        specialized=_truth(row, "specialized"),
        ids=tuple(part if ":" in part else f"uscc:{part}" for part in _parts(row.get("ids", ""))),
    )


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.replace("；", ";").split(";") if part.strip()]


def _sme(row: Mapping[str, str]) -> bool | None:
    """Whether it is an SME: as told, else where it is specialized.

    The mark is given to SMEs alone (工信部企业〔2022〕63号, of 2022-06-01).
    """
    told = _truth(row, "sme")
    return (_truth(row, "specialized") or None) if told is None else told


def _truth(row: Mapping[str, str], field: str) -> bool | None:
    cell = row.get(field)
    if cell is None:
        return None
    if cell.lower() not in _TRUTH:
        raise RecordError(f"{field} is {cell!r}, not yes or no")
    return _TRUTH[cell.lower()]


FORMAT = Format(
    name="organizations",
    title="Lists of organizations (name, sme, specialized, city, ...) as CSV or TSV",
    authority=40,
    recognises=_recognises,
    read=_read,
    version=3,
)
