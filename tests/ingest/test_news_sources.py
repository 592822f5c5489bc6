"""Folders of news: what cannot be read, what changes, what is gone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from patnav.errors import InputError, NotFound
from patnav.graph.duckdb import DuckDBStore
from patnav.graph.model import Article, Extraction
from patnav.graph.store import Row
from patnav.graph.workspace import Workspace
from patnav.ingest.linker import TableLinker
from patnav.ingest.news import bilingual
from patnav.ingest.pipeline import ingest, retract
from patnav.ingest.retry import retry
from patnav.ingest.verify import verify

LINKER = TableLinker()
DEAL = (
    "Deals\n\nSHANGHAI, Nov. 20, 2024 - "
    "Songhua University licensed 12 patents to {firm} for {sum} yuan in November 2024.\n"
)
DEAL_ZH = "交易\n2024年11月21日\n清华大学于2024年11月将12件专利许可给{firm}，许可费{sum}元。\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "store")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "news"
    made.mkdir()
    return made


def rows(workspace: Workspace, sql: str) -> list[Row]:
    with DuckDBStore(workspace.current()) as store:
        return store.rows(sql, {})


def write(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def test_every_file_of_a_folder_that_cannot_be_read_is_in_quarantine_with_its_reason(
    workspace: Workspace, folder: Path
) -> None:
    write(folder / "good.txt", DEAL.format(firm="Alpha Inc.", sum="8.5 million"))
    bad = {
        "empty.txt": (b"", "empty"),
        "blank.txt": (b" \n\t", "empty"),
        "line.txt": (b"word " * 2_000_000, "an article has at most"),
        "binary.txt": (bytes(range(256)) * 20, "binary content"),
        "latin.txt": (("Prix de la propriété intellectuelle à Genève. " * 9).encode("latin-1"), "UTF-8"),
        "script.html": (b"<html><body><div id=app></div><script>go()</script></body></html>", "made by a script"),
        "broken.pdf": (b"%PDF-1.7 nothing", "the PDF is broken"),
        "picture.png": (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "no format recognises this binary"),
        "old.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "encrypted or old"),
    }
    for name, (content, _) in bad.items():
        (folder / name).write_bytes(content)
    report = ingest(workspace, [folder], LINKER)
    assert (report.sources, report.documents, report.quarantined) == (len(bad) + 1 - len(report.skipped), 1, len(bad))
    reasons = {Path(one.source).name: one.reason for one in workspace.rejected(workspace.current().manifest)}
    assert reasons.keys() == bad.keys()
    assert all(reason in reasons[name] for name, (_, reason) in bad.items()), reasons
    told = report.to_dict()
    assert len(told["skipped"]) + len(told["failed"]) == len(bad)
    assert ingest(workspace, [folder], LINKER).generation == report.generation
    verify(workspace, LINKER)
    write(folder / "empty.txt", DEAL.format(firm="Gamma Inc.", sum="9 million"))
    assert (retry(workspace, LINKER).quarantined, retry(workspace, LINKER, ("latin.txt",)).quarantined) == (8, 1)


def test_an_article_that_the_grammar_stumbles_over_does_not_end_the_run(
    workspace: Workspace, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = bilingual.extract

    def stumble(article: Article) -> Extraction:
        if "Alpha 1" in article.text:
            raise KeyError("odd")
        return real(article)

    monkeypatch.setattr(bilingual, "extract", stumble)
    for n in range(3):
        write(folder / f"{n}.txt", DEAL.format(firm=f"Alpha {n} Inc.", sum="8 million"))
    report = ingest(workspace, [folder], LINKER)
    assert (report.documents, report.quarantined) == (2, 1)
    (one,) = workspace.rejected(workspace.current().manifest)
    assert "a fault of PatNav's (KeyError: 'odd')" in one.reason


def test_a_folder_with_nothing_to_read_says_why(workspace: Workspace, folder: Path) -> None:
    (folder / "a.png").write_bytes(b"\x89PNG\0\0")
    with pytest.raises(InputError, match="nothing to read") as raised:
        ingest(workspace, [folder], LINKER)
    assert "no format recognises" in raised.value.hint


def test_a_document_that_changes_replaces_what_it_stated(workspace: Workspace, folder: Path) -> None:
    file = write(folder / "a.txt", DEAL.format(firm="Alpha Inc.", sum="8.5 million"))
    ingest(workspace, [folder], LINKER)
    write(file, DEAL.format(firm="Alpha Inc.", sum="9 million"))
    report = ingest(workspace, [folder], LINKER)
    assert (report.new, report.changed, report.unchanged) == (0, 1, 0)
    assert rows(workspace, "SELECT amount, other_values FROM event") == [{"amount": 9e6, "other_values": []}]
    assert rows(workspace, "SELECT count(*) AS n FROM document") == [{"n": 1}]
    verify(workspace, LINKER)


def test_one_event_in_two_languages_has_two_sources(workspace: Workspace, folder: Path) -> None:
    write(folder / "en.txt", DEAL.format(firm="Alpha Inc.", sum="8.5 million").replace("Songhua", "Tsinghua"))
    ingest(workspace, [folder], LINKER)
    write(folder / "zh.txt", DEAL_ZH.format(firm="阿尔法股份有限公司", sum="850万"))
    ingest(workspace, [folder], LINKER)
    (event,) = rows(workspace, "SELECT key, amount, patents, date FROM event WHERE type = 'license'")
    assert (event["amount"], event["patents"], event["date"]) == (8.5e6, 12, "2024-11")
    assert len(rows(workspace, "SELECT DISTINCT dst FROM stated_in WHERE src_type = 'Event'")) == 2
    write(folder / "zh.txt", DEAL_ZH.format(firm="阿尔法股份有限公司", sum="860万"))
    ingest(workspace, [folder], LINKER)
    assert rows(workspace, "SELECT amount, other_values FROM event WHERE type = 'license'") == [
        {"amount": 8.6e6, "other_values": ["amount 8500000 CNY (2024-11-20)"]}
    ]
    retract(workspace, ["en.txt"], LINKER)
    assert rows(workspace, "SELECT amount FROM event WHERE type = 'license'") == [{"amount": 8.6e6}]
    verify(workspace, LINKER)


def test_a_bilingual_document_states_an_event_once(workspace: Workspace, folder: Path) -> None:
    english = DEAL.format(firm="Alpha Inc.", sum="8.5 million").replace("Songhua", "Tsinghua")
    more = "The firm will build pumps with them, and the university keeps the right to teach for many years to come.\n"
    more_zh = "企业将据此生产水泵，学校保留教学使用的权利，并将与企业共建联合实验室，培养工程技术人才，推动成果转化。\n"
    write(folder / "a.txt", english + more + DEAL_ZH.format(firm="阿尔法股份有限公司", sum="850万") + more_zh)
    ingest(workspace, [folder], LINKER)
    assert rows(workspace, "SELECT count(*) AS n FROM event WHERE type = 'license'") == [{"n": 1}]
    assert rows(workspace, "SELECT count(*) AS n FROM stated_in WHERE src_type = 'Event'") == [{"n": 2}]


def test_sources_that_are_gone_are_told_and_retracted_by_their_folder(workspace: Workspace, folder: Path) -> None:
    (folder / "old").mkdir()
    gone = [write(folder / "old" / f"{n}.txt", DEAL.format(firm=f"Alpha {n} Inc.", sum="8 million")) for n in (1, 2)]
    write(folder / "kept.txt", DEAL.format(firm="Gamma Inc.", sum="9 million"))
    assert ingest(workspace, [folder], LINKER).gone == []
    for path in gone:
        path.unlink()
    report = ingest(workspace, [folder], LINKER)
    assert report.gone == [str(path) for path in gone] == report.to_dict()["gone"]
    assert rows(workspace, "SELECT count(*) AS n FROM document") == [{"n": 3}]
    taken, manifest = retract(workspace, [str(folder / "old")], LINKER)
    assert taken == report.gone
    assert list(manifest.sources) == [str(folder / "kept.txt")]
    assert ingest(workspace, [folder], LINKER).gone == []
    with pytest.raises(NotFound):
        retract(workspace, [str(folder / "kept.txt"), str(folder / "old")], LINKER)
    assert rows(workspace, "SELECT count(*) AS n FROM document") == [{"n": 1}]
    verify(workspace, LINKER)


def test_articles_of_one_file_are_told_apart_by_their_addresses(workspace: Workspace, folder: Path) -> None:
    records = [
        {"title": "One", "body": DEAL.format(firm="Alpha Inc.", sum="8 million"), "url": "https://post.example/1"},
        {"title": "二", "正文": DEAL_ZH.format(firm="贝塔有限公司", sum="850万"), "url": "https://post.example/2"},
        {"title": "Three", "body": "Nothing was sold today."},
    ]
    path = write(folder / "a.jsonl", "\n".join(json.dumps(one, ensure_ascii=False) for one in records))
    assert ingest(workspace, [path], LINKER).documents == 3
    records[0]["body"] = DEAL.format(firm="Alpha Inc.", sum="9 million")
    write(path, "\n".join(json.dumps(one, ensure_ascii=False) for one in records[::-1]))
    report = ingest(workspace, [path], LINKER)
    assert (report.new, report.changed, report.unchanged) == (0, 1, 2)
    assert len(rows(workspace, "SELECT key FROM event WHERE type = 'license'")) == 2


def test_an_article_that_was_edited_counts_once(workspace: Workspace, folder: Path) -> None:
    for name in "abc":
        write(folder / f"{name}.txt", DEAL.format(firm=f"Alpha{name} Inc.", sum="8.5 million"))
    assert ingest(workspace, [folder], LINKER).documents == 3
    write(folder / "b.txt", DEAL.format(firm="Beta Inc.", sum="9 million"))
    report = ingest(workspace, [folder], LINKER)
    assert (report.documents, report.facts, report.changed) == (3, 3, 1)
