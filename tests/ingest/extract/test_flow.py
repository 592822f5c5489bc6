"""What the page adds to a text changes nothing of what is read, and every offset stays exact."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.rewritten import WAYS, kept, stated
from patnav.ingest.extract.flow import flowing
from patnav.ingest.extract.pipeline import extract
from patnav.ingest.extract.typography import fold
from patnav.ingest.news.text import article_of

DEV = Path(__file__).parents[2] / "bench_news" / "dev"


@pytest.mark.parametrize(("lang", "name"), [(lang, name) for lang, ways in WAYS.items() for name in ways])
def test_written_otherwise_the_same_is_read(lang: str, name: str) -> None:
    texts = [path.read_text("utf-8") for path in sorted(DEV.glob(f"{lang}*.txt"))[:12]]
    same, facts, changed = kept(WAYS[lang][name], texts)
    for read in changed:
        passages = [fact.evidence for fact in read.facts]
        for passage in [*passages, *(mention for entity in read.entities for mention in entity.mentions)]:
            assert read.article.text[passage.start : passage.end] == passage.text
    assert facts
    assert same / facts > 0.95


@given(
    st.lists(
        st.sampled_from(["甲公司", "Orion", " ", "  ", "\n", "\t", "**", "_", "[", "](b)", "\u00ad", "1", "000", "- "])
    )
)
def test_every_character_has_its_origin(pieces: list[str]) -> None:
    text = "".join(pieces)
    for lang in ("en", "zh"):
        plain = fold(text)
        flow = flowing(plain, text, lang)
        assert len(flow.text) == len(flow.source)
        for at, char in enumerate(flow.text):
            start, end = flow.origin(at, at + 1)
            if char != " ":
                assert (plain[start:end], text[start:end]) == (char, flow.source[at])
        words = [piece for piece in pieces if piece in ("甲公司", "Orion", "000")]
        assert [word for word in re.findall("甲公司|Orion|000", flow.text) if word != "000"] == [
            word for word in words if word != "000"
        ]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("5 * 3 and 4 * 5", None),
        ("snake_case and a_b", None),
        ("in 2024 300 patents", None),
        ("on May 5 300 firms, 12 300-mm lines", None),
        ("the 11th Marine Fair", None),
        ("[2024] EWHC 12", None),
        ("**Orion** and *Beihai*", "Orion and Beihai"),
        ("[Orion](https://example.org)[3] sold", "Orion sold"),
        ("on the 5th of March, 2025, the 5th of eight", "on the 5 March, 2025, the 5th of eight"),
        ("1 200 000 yuan and 1'200'000 yuan", "1200000 yuan and 1200000 yuan"),
    ],
)
def test_marks(written: str, read: str | None) -> None:
    assert flowing(written, written, "en").text == (read or written)


def test_dates_sums_and_shares_in_other_ways() -> None:
    told = "On {day} Orion Optics Co., Ltd. sold eight patents to Lumen Motors Inc. for {sum}, up {share} from 2023."
    usual = stated(extract(article_of(told.format(day="March 5 2025", sum="3 million yuan", share="30 percent"))))
    for day in ("the 5th of March 2025", "5th March 2025", "2025-03-05"):
        for amount in ("yuan 3 million", "Rmb3mn", "CNY 3,000,000", "3 000 000 yuan"):
            other = stated(extract(article_of(told.format(day=day, sum=amount, share="30 pct"))))
            assert other == usual, (day, amount)
    assert usual
    spoken = "合肥3月5{day}讯 2025年3月4{day}，合肥猎户光学有限公司以300万元向流明汽车有限公司转让8件专利。"
    assert (
        stated(extract(article_of(spoken.format(day="号"))))
        == stated(extract(article_of(spoken.format(day="日"))))
        != set()
    )


@pytest.mark.parametrize("form", ["Pvt. Ltd.", "Co., Ltd.", "Pte. Ltd.", "Sdn. Bhd.", "S.p.A.", "Sp. z o.o."])
def test_the_stop_of_a_legal_form_ends_no_sentence(form: str) -> None:
    told = f"Orion sells\n\nKaveri Optics {form} sold eight patents to Lumen Motors Inc. for 3 million yuan."
    (fact,) = [fact for fact in extract(article_of(told)).facts if fact.type == "assignment"]
    assert (fact.fields["assignor"], fact.fields["amount"]) == ([f"Kaveri Optics {form}"], 3_000_000)


def test_short_lines_are_no_paragraph() -> None:
    rows = "Licensor: Orion Optics\nLicensee: Beihai Motors\nPatents: 12\nFee: 3 million yuan\nTerm: five years"
    assert flowing(rows, rows, "en").text == rows


def test_a_name_keeps_its_blanks() -> None:
    read = extract(
        article_of("2025年3月5日，北京 TCL 科技有限公司与清华大学签署专利许可协议，许可 12 项专利，许可费 300 万元。")
    )
    assert "北京 TCL 科技有限公司" in {entity.name for entity in read.entities}


def seconds(run: str, times: int) -> float:
    words = "Orion Optics Co., Ltd. of Hefei licensed eight patents to Lumen GmbH , which owns 30 percent of it"
    article = article_of(words.replace(" ", f" {run * times} "))
    before = time.process_time()
    extract(article)
    return time.process_time() - before


@pytest.mark.parametrize("run", [" ", "\u00a0", "\t", "\n", ", ", "a ", "* ", "[", "_", "1 ", "（", "甲、"])
def test_runs_take_time_in_proportion(run: str) -> None:
    seconds(run, 10)
    assert seconds(run, 240) < 3 * 4 * seconds(run, 60) + 0.5
