"""Plain typography keeps every offset; facts quote the text as written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patnav.ingest.extract.pipeline import extract
from patnav.ingest.extract.typography import fold, simplified
from patnav.ingest.news.text import article_of

TRADITIONAL = (
    "【新竹訊】國立竹塹科技大學今（14）日與矽嶺電子股份有限公司簽署專利授權合約，將8件氮化鎵功率元件專利專屬授權給矽嶺電子，"
    "授權金新台幣1,200萬元。校長宋承翰表示，專利擁有量達682件。\n2025年5月14日\n"
)


@given(st.text(max_size=300), st.sampled_from(["en", "zh"]))
@settings(max_examples=150)
def test_every_offset_stays(text: str, lang: str) -> None:
    assert len(fold(text, lang)) == len(text)


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=60))
@settings(max_examples=100)
def test_simplified_one_for_one(text: str) -> None:
    assert len(simplified(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "lang", "wanted"),
    [
        ("「本公司」", "zh", "“本公司”"),
        ('甲公司(以下简称"甲"),8,146件', "zh", "甲公司（以下简称“甲”），8,146件"),
        ("著作權、研發長", "zh", "著作权、研发长"),
        ("the “Company”–Ltd", "en", 'the "Company"-Ltd'),
    ],
)
def test_fold(text: str, lang: str, wanted: str) -> None:
    assert fold(text, lang) == wanted


def test_names_and_evidence_as_written() -> None:
    found = extract(article_of(TRADITIONAL))
    deal = next(fact for fact in found.facts if fact.type == "license")
    assert deal.fields["licensor"] == ["國立竹塹科技大學"]
    assert deal.fields["licensee"] == ["矽嶺電子股份有限公司"]
    assert (deal.fields["amount"], deal.fields["currency"], deal.fields["patents"]) == (12_000_000, "TWD", 8)
    assert deal.evidence.text == TRADITIONAL[deal.evidence.start : deal.evidence.end]
    assert all(m.text == TRADITIONAL[m.start : m.end] for entity in found.entities for m in entity.mentions)
