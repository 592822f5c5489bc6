"""Makes ``sei_classes.yaml``, ``nic.csv`` and ``nic_classes.csv``: class symbols of China's industries.

- Strategic emerging industries: the rules of CNIPA's reference table (2021) for branches 1.1 to 1.5 and 4.1 to 4.3, its
  class symbols alone; the others as they show in labelled patents.
- GB/T 4754: codes and names of the standard; classes of a symbol as they show in labelled patents.

CNIPA's tables are functions of IPC symbols, and databases print what they give. So what nearly all labelled patents
with one main symbol bear is the table's entry for that symbol. Only half of the labelled patents is read for that
(:func:`learns`); ``benchmarks/classify.py`` scores on the other half.

Run ``python -m patnav.resources.make_industry_classes`` with ``PATNAV_SHARED_DATA`` set to the folder that holds
``ref_cn_ip_catalogues``, ``ref_nic`` and ``cn_exports_zh``.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from patnav.graph.model import PatentRecord
from patnav.ingest.formats import Item, recognise

__all__ = ["SEI_OF_TABLE", "labelled", "learns"]

SEI_OF_TABLE = ("1.1", "1.2", "1.3", "1.4", "1.5", "4.1", "4.2", "4.3")
"""Branches whose rules are taken from the reference table itself."""

_LABELLED = {"nic": ("gm_autodrive_10000.xlsx",), "sei": ("gm_autodrive_10000.xlsx", "iflytek_3816.xlsx")}
_LEAST, _SHARE = 3, 0.8
_SUBCLASSES = {"G16": ("G16B", "G16C", "G16H", "G16Y", "G16Z")}
_SEI = """\
# Class symbols of China's strategic emerging industries. A symbol among `classes` of a rule and not among its `not`
# belongs to the industry. `G06F11` is a main group with all below it, `G06F11/14` one subgroup, `A01N` a subclass.
#
# Source: CNIPA, 战略性新兴产业分类与国际专利分类参照关系表(2021)(试行), 2021: rules of 1.1 to 1.5 and 4.1 to
# 4.3, their class symbols without the keywords that some ask for beside them. Other branches: symbols that at least
# 80 % of three or more patents labelled after that table bear (see benchmarks/classify.py).
# Made by make_industry_classes.py, 2026-11.
"""
_NIC = """\
# Codes of the Chinese national economy. Source: GB/T 4754-2017, Industrial classification for national economic
# activities (SAC, 2017-06-30). Made by make_industry_classes.py, 2026-11.
"""
_NIC_CLASSES = """\
# IPC symbols and the classes of GB/T 4754-2017 that they belong to.
# Source: CNIPA, 国际专利分类与国民经济行业分类参照关系表(2018), as it shows in patents labelled after it: codes that at
# least 80 % of three or more patents with that main symbol bear (see benchmarks/classify.py).
# Made by make_industry_classes.py, 2026-11.
"""


def learns(publication: str) -> bool:
    """Whether a labelled patent is for learning; the other half is kept for measuring."""
    return hashlib.md5(publication.encode(), usedforsecurity=False).digest()[0] % 2 == 0


def labelled(folder: Path, scheme: str) -> Iterator[PatentRecord]:
    """Patents of the exports in ``folder`` that bear codes of a scheme (``nic`` or ``sei``) and IPC symbols."""
    for name in _LABELLED[scheme]:
        path = folder / name
        for read in recognise(path).read(path):
            if isinstance(read, Item) and isinstance(read.record, PatentRecord):
                record = read.record
                if record.industries and any(one.scheme == "ipc" for one in record.classes):
                    yield record


def _observed(records: Iterable[PatentRecord], scheme: str) -> dict[str, list[str]]:
    """Codes by symbol (subgroup, main group, subclass) that nearly all patents with it as their main one bear."""
    seen: dict[str, list[set[str]]] = defaultdict(list)
    for record in records:
        if learns(record.publication):
            main = next(one.symbol for one in record.classes if one.scheme == "ipc")
            codes = {code.partition(":")[2] for code in record.industries if code.startswith(f"{scheme}:")}
            for symbol in dict.fromkeys((main, main.partition("/")[0], main[:4])):
                seen[symbol].append(codes)
    found = {}
    for symbol, labels in seen.items():
        counts = Counter(code for codes in labels for code in codes)
        if len(labels) >= _LEAST:
            found[symbol] = sorted(code for code, count in counts.items() if count >= _SHARE * len(labels))
    return found


def _sei(table: Path, observed: dict[str, list[str]]) -> str:
    rules: dict[str, list[dict[str, list[str]]]] = defaultdict(list)
    for branch in json.loads(table.read_text("utf-8")):
        for rule in branch["rules"]:
            classes, exceptions = (_spans(rule.get(part, ())) for part in ("ipc", "exclude"))
            rules[branch["no"]].append({"classes": classes} | ({"not": exceptions} if exceptions else {}))
    others: dict[str, list[str]] = defaultdict(list)
    for symbol, codes in sorted(observed.items()):
        above = {symbol.partition("/")[0], symbol[:4]} - {symbol}
        for code in codes:
            if code not in SEI_OF_TABLE and not any(code in observed.get(one, ()) for one in above):
                others[code].append(symbol)
    for code, symbols in others.items():
        rules[code].append({"classes": symbols})
    text = yaml.safe_dump(dict(sorted(rules.items())), width=118, allow_unicode=True, default_flow_style=None)
    return _SEI + text


def _spans(printed: Iterable[str]) -> list[str]:
    """``G06F11*`` as ``G06F11``; a class as its subclasses."""
    whole = (one.rstrip("*") for one in printed)
    return [span for one in whole for span in _SUBCLASSES.get(one, (one,))]


def _nic(codes: Path) -> str:
    with codes.open(encoding="utf-8") as file:
        rows = [(row["code"], row["name_zh"]) for row in csv.DictReader(file)]
    return _NIC + "code,name_zh\n" + "".join(f'{code},"{name}"\n' for code, name in rows)


def _nic_classes(observed: dict[str, list[str]], codes: Path) -> str:
    with codes.open(encoding="utf-8") as file:
        standard = {row["code"] for row in csv.DictReader(file)}  # labels of the edition before are left out
    kept = {symbol: sorted(standard.intersection(found)) for symbol, found in observed.items()}
    lines = []
    for symbol, own in sorted(kept.items()):
        above = next((kept[one] for one in (symbol.partition("/")[0], symbol[:4]) if one != symbol and one in kept), [])
        if own and own != above:
            lines.append(f"{symbol},{' '.join(own)}\n")
    return _NIC_CLASSES + "symbol,codes\n" + "".join(lines)


if __name__ == "__main__":
    shared = Path(os.environ.get("PATNAV_SHARED_DATA", "../shared/data"))
    exports = shared / "cn_exports_zh"
    standard = shared / "ref_nic" / "gbt4754_2017_codes.csv"
    catalogue = shared / "ref_cn_ip_catalogues" / "sei_ipc_2021_it_bio.json"
    for made, text in (
        ("sei_classes.yaml", _sei(catalogue, _observed(labelled(exports, "sei"), "sei"))),
        ("nic.csv", _nic(standard)),
        ("nic_classes.csv", _nic_classes(_observed(labelled(exports, "nic"), "nic"), standard)),
    ):
        Path(__file__).with_name(made).write_text(text, encoding="utf-8")
