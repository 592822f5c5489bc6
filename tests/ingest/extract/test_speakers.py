"""Who said what: attribution of facts, and where several places of one programme go."""

from __future__ import annotations

from pathlib import Path

import pytest

from patnav.graph.duckdb import DuckDBStore
from patnav.graph.workspace import Workspace
from patnav.ingest.extract.pipeline import extract
from patnav.ingest.linker import TableLinker
from patnav.ingest.news.text import article_of
from patnav.ingest.pipeline import ingest
from patnav.queries.filters import Filters
from patnav.queries.programmes import programmes
from patnav.queries.show import show

SHANGHAI = "Zhou Yilin, director of the Shanghai Intellectual Property Administration, opened the meeting.\n\n"


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (SHANGHAI + "Fudan University licensed two patents to Anlan Optics Inc., said Zhou.", {"Zhou Yilin"}),
        (SHANGHAI + "According to Zhou, Shanghai granted 6,200 patents in 2024.", {"Zhou Yilin"}),
        (
            SHANGHAI + '"Fudan University licensed two patents to Anlan Optics Inc. in May. In all, Shanghai granted '
            '6,200 patents in 2024," Zhou told reporters.',
            {"Zhou Yilin"},
        ),
        (
            SHANGHAI + "Zhou said the meeting was long. Shanghai granted 6,200 patents in 2024, he added.",
            {"Zhou Yilin"},
        ),
        (SHANGHAI + "Fudan University licensed two patents to Anlan Optics Inc. in May.", {None}),
        (
            SHANGHAI
            + "Zhou said the meeting was long. Wu Min, head of Jiangsu's office, opened a hall. Shanghai granted "
            "6,200 patents in 2024, he added.",
            {None},
        ),
        (
            SHANGHAI + "Zhou said the meeting was long.\n\nShanghai granted 6,200 patents in 2024, he added.",
            {None},
        ),
        ("安徽省知识产权局局长韦青禾介绍，2024年合肥市专利质押融资金额达35亿元。", {"韦青禾"}),
        ("据安徽省知识产权局通报，2024年合肥市专利质押融资金额达35亿元。", {"安徽省知识产权局"}),
        (
            "2025年3月27日，苏州澜岳传感科技股份有限公司（以下简称“公司”）与北陆精工株式会社签署《专利实施许可合同》。",
            {None},
        ),
    ],
)
def test_who_said_it(text: str, speakers: set[str | None]) -> None:
    facts = extract(article_of(text)).facts
    assert {f.evidence.speaker for f in facts if f.type in ("license", "indicator")} == speakers


def test_a_programme_of_several_places_is_found_in_each_and_its_speaker_leads_to_it(tmp_path: Path) -> None:
    article = tmp_path / "pilot.txt"
    article.write_text(
        "Pilot opens\n\nOn 3 March 2025, the Jiangsu Intellectual Property Administration launched a pilot of patent "
        "insurance in river cities, including Wuxi and the Jiangning district of Nanjing, Jiangsu province, "
        "said Chen Weihong, its director.\n"
    )
    workspace = Workspace(tmp_path / "store")
    ingest(workspace, [article], TableLinker())
    with DuckDBStore(workspace.current()) as store:
        for region in ("Wuxi", "Nanjing"):
            assert len(programmes(store, Filters(region=region)).rows) == 1, region
        (row,) = programmes(store, evidence=True).rows
        assert [proof.speaker for proof in row.evidence] == ["Chen Weihong"]
        links = show(store, "Chen Weihong").rows[0].links
        assert [link.id for link in links if link.edge == "SAID_BY"] == [row.id]
