"""Labels of indicators: noun phrases, or the vocabulary's own words."""

from __future__ import annotations

import pytest

from patnav.ingest.extract.facts.indicator_names import indicator_rows
from patnav.ingest.extract.facts.labels import readable


@pytest.mark.parametrize(
    ("label", "kind", "unit", "lang", "wanted"),
    [
        ("Hunan's patent pledge financing", "patent_pledge_financing", "CNY", "en", "patent pledge financing"),
        ("It holds", "patent_share", "share", "en", "share of patents"),
        ("aid on Friday that the number", "patent_pledge_financing", "CNY", "en", "patent pledge financing"),
        ("In the first half", "patent_pledge_financing", "CNY", "en", "patent pledge financing"),
        ("Patent pledge loans in the province", None, "CNY", "en", "patent pledge loans"),
        ("Last year the university earned", None, "CNY", "en", None),
        ("Changzhou", None, "enterprise", "en", "enterprises"),
        ("PCT applications", None, "patent", "en", "PCT applications"),
        ("全省共办理专利侵权纠纷行政案件", "disputes_handled", "case", "zh", "专利侵权纠纷行政案件"),
        ("2024年专利质押融资", "patent_pledge_financing", "CNY", "zh", "专利质押融资"),
        ("江苏省级专利导航服务基地", "navigation_service_bases", "base", "zh", "江苏省级专利导航服务基地"),
        ("到", None, "patent", "zh", "专利"),
        ("株洲市", "patent_pledge_financing", "CNY", "zh", "专利质押融资"),
        (None, None, "share", "zh", "占比"),
    ],
)
def test_readable(label: str | None, kind: str | None, unit: str, lang: str, wanted: str | None) -> None:
    assert readable(label, kind, unit, lang) == wanted


def test_every_indicator_has_a_name_in_both_languages() -> None:
    assert all(row["label"][lang] for row in indicator_rows().values() for lang in ("en", "zh"))
