"""Articles in two languages, and in traditional characters."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from patnav.ingest.news.bilingual import extract, stretches
from patnav.ingest.news.text import article_of

ENGLISH = (
    "Songhua University licensed 12 patents to Halvorsen Marine for 8.5 million yuan in May 2025. "
    "The firm will build pumps with them, and the university keeps the right to teach for many years to come.\n"
)
CHINESE = (
    "松花大学将12件专利许可给北仑铸造有限公司，许可费为850万元，双方于2025年5月签约。"
    "企业将据此生产水泵，学校保留教学使用的权利，并将与企业共建联合实验室，培养工程技术人才。\n"
)


def test_each_language_is_read_by_its_pipeline_with_offsets_into_the_whole() -> None:
    article = article_of(f"Deals of the week\n\n{ENGLISH}\n{CHINESE}\n{ENGLISH}")
    assert [part.lang for _, part in stretches(article)] == ["en", "zh", "en"]
    found = extract(article)
    licences = [fact for fact in found.facts if fact.type == "license"]
    assert [(fact.fields["patents"], fact.fields["amount"]) for fact in licences] == [(12, 8.5e6)] * 3
    assert all(article.text[f.evidence.start : f.evidence.end] == f.evidence.text for f in found.facts)
    assert all(article.text[m.start : m.end] == m.text for entity in found.entities for m in entity.mentions)
    names = {entity.name: len(entity.mentions) for entity in found.entities}
    assert names["Songhua University"] >= 2 and names["松花大学"] >= 1
    assert found.extractor == "patnav-en/1+patnav-zh/1"
    assert found.article is article


def test_a_name_or_a_headline_in_the_other_language_cuts_nothing() -> None:
    article = article_of("Halvorsen Marine\n" + CHINESE * 3)
    assert [(start, part.lang) for start, part in stretches(article)] == [(0, "zh")]


def test_one_sentence_in_the_other_language_is_read_as_such() -> None:
    article = article_of("2024年12月1日，临江大学向港湾微电子有限公司转让5件专利，价款200万港元。\n\n" + ENGLISH)
    assert [(f.type, f.fields.get("currency")) for f in extract(article).facts][:2] == [
        ("assignment", "HKD"),
        ("license", "CNY"),
    ]


def test_traditional_characters_keep_their_offsets() -> None:
    text = "松花大學將12件專利許可給北侖鑄造有限公司，許可費為850萬元，雙方於2025年5月簽約。"
    (fact,) = [fact for fact in extract(article_of(text)).facts if fact.type == "license"]
    assert (fact.fields["patents"], fact.fields["amount"], fact.fields["date"]) == (12, 8.5e6, "2025-05")
    assert fact.evidence.text == text[fact.evidence.start : fact.evidence.end]
    assert "許可" in fact.evidence.text


@given(st.lists(st.sampled_from((ENGLISH, CHINESE, "\n", "2025-06-03\r\n", "商报\x85", "Short.\u2028")), max_size=8))
def test_stretches_are_the_whole_text(lines: list[str]) -> None:
    article = article_of("".join(lines) or ".")
    parts = list(stretches(article))
    assert "".join(part.text for _, part in parts) == article.text
    assert all(article.text.startswith(part.text, start) for start, part in parts)
    assert all(a.lang != b.lang for (_, a), (_, b) in pairwise(parts))
