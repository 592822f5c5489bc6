"""A firm and its head that are sued together, in Chinese; the head of the other side is no defendant."""

from __future__ import annotations

import pytest

from patnav.ingest.extract.pipeline import extract
from patnav.ingest.news.text import article_of

A, B = "衢州江郎机械有限公司", "金华双龙机电有限公司"


@pytest.mark.parametrize(
    ("told", "defendants"),
    [
        (f"判令{A}（下称江郎公司）及其唯一股东陆文彬连带赔偿{B}62万元", [A, "陆文彬"]),
        (f"判令{A}和实际控制人陆文彬赔偿{B}62万元", [A, "陆文彬"]),
        (f"认定{A}及该公司法定代表人陆文彬共同侵害了{B}的发明专利，判令赔偿62万元", [A, "陆文彬"]),
        (f"判令{A}赔偿{B}62万元，{B}及其董事长陆文彬均到庭", [A]),
        (f"判令{A}赔偿{B}62万元，驳回对其股东陆文彬的诉讼请求", [A]),
    ],
)
def test_head_is_sued_with_the_firm(told: str, defendants: list[str]) -> None:
    text = f"一周判决\n2025-03-10\n\n3月7日，杭州市中级人民法院{told}。"
    [fact] = [dict(fact.fields) for fact in extract(article_of(text)).facts if fact.type == "dispute"]
    assert (fact["plaintiff"], fact["defendant"]) == ([B], defendants)
