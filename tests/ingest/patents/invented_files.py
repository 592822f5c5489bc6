"""Invented files in the shape of each format."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pyarrow as pa
import pyarrow.parquet as pq

INVENTED = Path(__file__).parent / "invented"

USPTO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE us-patent-grant SYSTEM "us-patent-grant-v45-2014-04-03.dtd" [ ]>
<us-patent-grant lang="EN" dtd-version="v4.5 2014-04-03" file="US09999001-20180102.XML" country="US">
<us-bibliographic-data-grant>
<publication-reference><document-id><country>US</country><doc-number>09999001</doc-number><kind>B2</kind>
<date>20180102</date></document-id></publication-reference>
<application-reference appl-type="utility"><document-id><country>US</country><doc-number>15123456</doc-number>
<date>20160405</date></document-id></application-reference>
<priority-claims><priority-claim sequence="01" kind="national"><country>CN</country>
<doc-number>2015 1 0163325</doc-number><date>20150409</date></priority-claim></priority-claims>
<classifications-ipcr><classification-ipcr><section>F</section><class>04</class><subclass>B</subclass>
<main-group>1</main-group><subgroup>00</subgroup></classification-ipcr></classifications-ipcr>
<classifications-cpc><main-cpc><classification-cpc><section>F</section><class>04</class><subclass>B</subclass>
<main-group>1</main-group><subgroup>146</subgroup></classification-cpc></main-cpc><further-cpc>
<classification-cpc><section>Y</section><class>02</class><subclass>E</subclass><main-group>10</main-group>
<subgroup>20</subgroup></classification-cpc>
<combination-set><group-number>1</group-number><combination-rank><rank-number>1</rank-number><classification-cpc>
<section>C</section><class>07</class><subclass>K</subclass><main-group>2319</main-group><subgroup>00</subgroup>
</classification-cpc></combination-rank></combination-set></further-cpc></classifications-cpc>
<invention-title id="d0e1">Pump for H<sub>2</sub>O &eacute;lan &amp; more<?pi lost?></invention-title>
<us-references-cited>
<us-citation><patcit num="00001"><document-id><country>US</country><doc-number>2010/0123456</doc-number>
<kind>A1</kind><name>Doe</name><date>20100500</date></document-id></patcit><category>cited by examiner</category>
</us-citation>
<us-citation><patcit num="00002"><document-id><country>WO</country><doc-number>WO 03/015838</doc-number>
<kind>A3</kind><date>20030200</date></document-id></patcit><category>cited by applicant</category></us-citation>
<us-citation><nplcit num="00003"><othercit>Doe, <i>Pumps</i>, 1999.</othercit></nplcit>
<category>cited by other</category></us-citation>
</us-references-cited>
<number-of-claims>2</number-of-claims>
<us-related-documents><us-provisional-application><document-id><country>US</country>
<doc-number>62000001</doc-number><date>20150101</date></document-id></us-provisional-application></us-related-documents>
<us-parties><us-applicants><us-applicant sequence="001" app-type="applicant" designation="us-only">
<addressbook><orgname>Example Pumps  Ltd.</orgname><address><city>Suzhou</city><country>CN</country></address>
</addressbook><residence><country>CN</country></residence></us-applicant></us-applicants>
<inventors><inventor sequence="001" designation="us-only"><addressbook><last-name>Wang</last-name>
<first-name>Mou</first-name><address><city>Suzhou</city><country>CN</country></address></addressbook></inventor>
</inventors></us-parties>
<assignees><assignee><addressbook><orgname>Example Holding Inc.</orgname><role>02</role><address>
<city>Reno</city><state>NV</state><country>US</country></address></addressbook></assignee></assignees>
</us-bibliographic-data-grant>
<abstract id="abstract"><p id="p-1">A pump.</p>
<p>It pumps.</p></abstract>
<description id="description"><p>Long text.</p></description>
<us-claim-statement>What is claimed is:</us-claim-statement>
<claims id="claims"><claim id="CLM-1" num="00001"><claim-text>1. A pump, comprising:
<claim-text>a body.</claim-text></claim-text></claim>
<claim id="CLM-2" num="00002"><claim-text>2. The pump of claim 1.</claim-text></claim></claims>
</us-patent-grant>
"""

VIEW = {
    "patent_id": "9999001",
    "patent_type": "utility",
    "patent_date": "2018-01-02",
    "filing_date": "2016-04-05",
    "patent_title": "Pump",
    "patent_abstract": " A pump. ",
    "wipo_kind": "B2",
    "num_claims": "2",
    "assignee_organization": ["Example Pumps Ltd."],
    "assignee_type": ["5.0", "3.0"],
    "cpc": ["F04B1/146", "Y02E10/20"],
    "inventors": ["Mou Wang"],
}

LENS = {
    "index": "1",
    "publicationKey": "WO_2017_196847_A1_20171116",
    "lensId": "000-000-000-000-000",
    "jurisdiction": "WO",
    "kindCode": "A1",
    "publicationDate": "2017-11-16",
    "filingNumber": "US 2017/0031758 W",
    "filingDate": "2017-05-09",
    "earliestPriorityDate": "2016-05-10",
    "title": "Pump",
    "applicants": ["UNIV EXAMPLE", "DOE JANE"],
    "inventors": ["DOE JANE"],
    "owners": [{"name": "EXAMPLE INC", "executionDate": "2018-02-03"}],
    "url": "https://example.org/1",
    "docType": "Patent Application",
    "cpcClassifications": ["F04B1/146"],
    "ipcrClassifications": ["F04B1/00", "F04B1/12"],
    "usClassifications": ["417/1", "X53035"],
    "nplCitations": ["DOE: Pumps"],
}

INCOPAT = [
    [
        "序号",
        "标题 (中文)",
        "标题 (英文)",
        "申请人",
        "公开（公告）号",
        "公开（公告）日",
        "申请号",
        "申请日",
        "公开类型",
        "专利类型",
        "IPC主分类",
        "CPC",
        "标准化申请人",
        "国民经济分类",
        "新兴产业分类",
        "简单同族",
        "专利有效性",
    ],
    [
        "1",
        "一种泵",
        "A pump",
        "示例大学; 示例泵业有限公司",
        "CN115000000B",
        "2022-09-06",
        "CN202010144278.1",
        "2020-03-04",
        "发明授权",
        "发明授权",
        "F04B1/00",
        "F04B1/146; Y02E10/20",
        "[示例大学; 示例集团-C]",
        "C3441; OTH; I6490;",
        "1.5 (人工智能),2.1 (智能制造装备产业)",
        "CN115000000B; US20220000001A1",
        "有效",
    ],
    ["2", "一种阀", "", "某某", "不是号", "2022-09-06", "CN202010144278.1", "2020-03-04"] + [""] * 9,
]


PATENTICS = """公开号,申请号,标题,申请人,国际分类,法律描述
CN115000001A,CN202010144279.X,一种泵,示例泵业有限公司,F04B1/00 | F04B1/12,2022.09.06 公开 公开
CN115000002B,CN202010144280.2,一种阀,示例大学,F16K1/00,2021.01.05 授权 授权 2022.11.11 专利权的转移 专利权的转移 """
PATENTICS += "变更事项=专利权人 变更前权利人=示例大学 变更后权利人=示例泵业有限公司 登记生效日=2022.11.01\n"


def invented(name: str) -> bytes:
    """An invented file of the folder beside this module."""
    return (INVENTED / name).read_bytes()


def workbook(rows: list[list[str]], first: int = 1) -> bytes:
    """A workbook with one sheet whose first row is ``first``."""
    cells = "".join(
        f'<row r="{number}">'
        + "".join(
            f'<c r="{_column(place)}{number}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
            for place, cell in enumerate(row)
            if cell
        )
        + "</row>"
        for number, row in enumerate(rows, start=first)
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    sheet_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
    book_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{book_type}"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{sheet_type}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def _column(place: int) -> str:
    return (chr(64 + place // 26) if place >= 26 else "") + chr(65 + place % 26)


def parquet(rows: list[dict[str, object]]) -> bytes:
    """A Parquet file of rows."""
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), out)
    return out.getvalue()


def files() -> dict[str, list[bytes]]:
    """Small valid files of each format."""
    bulk = "patent_id\tpatent_type\tpatent_date\tpatent_title\twipo_kind\tnum_claims\twithdrawn\n"
    own = {
        "publication": "CN115000000A",
        "titles": ["一种泵"],
        "classes": ["ipc:F04B1/00"],
        "filing_date": "2020-03-04",
    }
    return {
        "uspto-xml": [USPTO.encode(), (USPTO * 3).encode()],
        "uspto-pap": [invented("pap.xml")],
        "uspto-st32": [invented("st32.sgm")],
        "uspto-greenbook": [invented("greenbook.txt")],
        "uspto-xml4ip": [invented("xml4ip.xml"), invented("xml4ip_abstract.xml")],
        "uspto-assignments": [invented("assignments.xml"), invented("assignment_answer.xml")],
        "uspto-json": [invented("odp.json"), invented("ppubs.json")],
        "epo-fulltext": [invented("ep.xml")],
        "epo-docdb": [invented("docdb.xml")],
        "epo-ops": [invented("ops.xml")],
        "cnipa-xml": [invented("cnipa.xml")],
        "lens-csv": [invented("lens.csv")],
        "espacenet": [invented("espacenet.csv")],
        "derwent-innovation": [invented("derwent.csv")],
        "derwent-numbers": [invented("derwent_numbers.csv")],
        "innography": [invented("innography.csv")],
        "orbit": [invented("orbit.csv")],
        "patentics-xlsx": [PATENTICS.encode()],
        "patentscope": [invented("patentscope.csv")],
        "patsnap": [invented("patsnap.csv")],
        "wipo-landscape": [invented("wipo_landscape.csv")],
        "derwent-ciw": [invented("derwent.ciw")],
        "gbt7714": [invented("references.txt")],
        "ris": [invented("references.ris")],
        "bibtex": [invented("references.bib")],
        "patentsview-tables": [b"patent_id,patent_abstract\n9999001,A pump\n9999002,A valve\n"],
        "patentsview": [
            parquet([VIEW, VIEW | {"patent_id": "D800001", "patent_type": "design", "wipo_kind": "S1"}]),
            json.dumps(VIEW).encode(),
            (bulk + "9999001\tutility\t2018-01-02\tPump\tB2\t2\t0\n").encode(),
        ],
        "lens-jsonl": [json.dumps(LENS).encode() + b"\n" + json.dumps(LENS | {"kindCode": "A2"}).encode()],
        "incopat-xlsx": [workbook(INCOPAT), "\n".join("\t".join(row) for row in INCOPAT).encode("gb18030")],
        "patnav-graph": [
            b'{"node":"Patent","key":"CN115000000A","office":"CN","claims":3}\n'
            b'{"edge":"CITES","from_type":"Patent","from":"CN115000000A","to_type":"Patent","to":"US1A","origin":"unknown"}\n'
        ],
        "patnav-jsonl": [json.dumps(own, ensure_ascii=False).encode()],
    }
