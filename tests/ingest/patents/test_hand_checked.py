"""Fields of real records against values written down from the raw files.

Each line is a file, a publication in it, and what the file says: a date, a number, a name, a count. ``len:FIELD`` is
how many there are, ``FIELD.0`` the first.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from patnav.graph.model import PatentRecord
from patnav.ingest.formats import Item, recognise

CHECKED: list[tuple[str, str, dict[str, Any]]] = [
    ("uspto_xml_samples/greenbook/US03932709.greenbook", "US3932709A", {
        "claims": 17, "len:citations": 9, "len:inventors": 2}),
    ("uspto_xml_samples/greenbook/US03937375.greenbook", "US3937375A", {
        "application": "US05518454", "filing_date": "1974-10-29", "publication_date": "1976-02-10", "claims": 3,
        "inventors.0": "Everette E. Daniels", "examiner": "John J. Love", "len:citations": 5,
        "classes.0": "B60R9/00"}),
    ("uspto_xml_samples/greenbook/US04347903.greenbook", "US4347903A", {
        "priority_date": "1978-07-10", "priorities": ("JP1978084696",),
        "owners.0": "Shimadzu Corporation", "len:inventors": 8, "len:citations": 3}),
    ("uspto_xml_samples/pap/US20010000044A1.xml", "US20010000044A1", {
        "application": "US09342866", "filing_date": "1999-06-29", "publication_date": "2001-03-15", "claims": 21,
        "inventors.0": "Wayne W Lin", "classes.0": "G06F17/60"}),
    ("uspto_xml_samples/pap/US20010009014A1.xml", "US20010009014A1", {
        "application": "US09777392", "filing_date": "2001-02-05", "classes.0": "G06F15/16",
        "priorities": ("US60128037", "US09432885", "US09312927"), "priority_date": "1999-04-06"}),
    ("uspto_xml_samples/pap/US20010000943A1.xml", "US20010000943A1", {
        "application": "US09727454", "priority_date": "1999-04-05", "priorities": ("JP1999097727", "PCTJP2000002182")}),
    ("uspto_xml_v4x/application/v1-5-A1_1.xml", "US20010000001A1", {
        "application": "US09725796", "filing_date": "2000-11-29", "publication_date": "2001-03-15",
        "classes.0": "B08B3/00"}),
    ("uspto_xml_samples/sgml/US06336130.xml", "US6336130B1", {
        "application": "US09413215", "filing_date": "1999-10-05", "priority_date": "1997-04-08", "claims": 22,
        "len:citations": 6, "citations.0": "US5825759A", "citations.5": "WO1996025012", "len:literature": 3,
        "owners.0": "Telefonaktiebolaget LM Ericsson (publ)", "inventors.0": "Thanh Van Do", "classes.0": "G06F15/16",
        "examiner": "Kenneth R. Coulter", "agency": "Nixon & Vanderhye P.C."}),
    ("uspto_xml_samples/sgml/US06337117.xml", "US6337117B1", {
        "application": "US09343526", "priority_date": "1998-07-01", "classes.0": "B32B3/02",
        "priorities": ("JP1998186098", "JP1998252239", "JP1998261333", "JP1998326339")}),
    ("uspto_xml_v4x/grant/v2-5-B1.xml", "US6334226B1", {
        "priorities": ("JP1997290033", "JP1998095065", "PCTJP1998004545"), "priority_date": "1997-10-22"}),
    ("uspto_xml_samples/sgml/USD435854S1.xml", "USD435854S", {
        "application": "US29116510", "type": "design", "len:citations": 10, "citations.0": "USD271298",
        "classes.0": "14-02", "claims": 1}),
    ("uspto_assignment_xml/assignment_1.xml", "US7130913", {
        "application": "US10628795", "filing_date": "2003-07-28", "events.0": "assignment"}),
    ("uspto_assignment_xml/assignment_1.xml", "US6195024", {
        "application": "US09210491", "filing_date": "1998-12-11"}),
    ("uspto_assignment_xml/assignment_2.xml", "US20180114740", {
        "application": "US15334090", "filing_date": "2016-10-25"}),
    ("uspto_xml_samples/xml4ip/sample_XML4IP.ZIP", "US12993548X0", {"application": "US12993548", "claims": 17}),
    ("uspto_xml_samples/xml4ip/sample_XML4IP.ZIP", "US13821389X0", {
        "application": "US13821389", "len:abstracts": 1, "claims": None}),
    ("uspto_xml_samples/xml4ip/sample_XML4IP.ZIP", "US14522151X0", {
        "application": "US14522151", "claims": 9, "len:abstracts": 0}),
    ("ep_fulltext_xml/application/v1-0-A1.xml", "EP1325900A1", {
        "application": "EP01963450", "filing_date": "2001-09-05", "priority_date": "2000-09-08",
        "classes.0": "C07C29/44",
        "applicants.0": "ASAHI GLASS COMPANY LTD.", "inventors.0": "Toshihiko TOHMA", "len:titles": 3}),
    ("ep_fulltext_xml/application/v1-1-A2.xml", "EP1792486A2", {
        "application": "EP04795906", "filing_date": "2004-10-19", "priority_date": "2004-08-13",
        "classes.0": "H04N7/173",
        "applicants.0": "Microsoft Corporation", "inventors.0": "Peter J. POTREBIC"}),
    ("ep_fulltext_xml/grant/v1-5-B2.xml", "EP2743087B2", {
        "application": "EP13189031", "publication_date": "2021-05-05", "grant_date": "2016-03-23",
        "priority_date": "2012-12-17", "len:citations": 5, "citations.0": "WO2011091011A1",
        "citations.3": "US20040003741A1", "owners.0": "Krones AG", "len:inventors": 2, "history.0": "opposition"}),
    ("ep_fulltext_xml/grant/v1-0-B1.xml", "EP1442058B1", {
        "application": "EP02779063", "filing_date": "2002-11-18", "priority_date": "2001-11-16",
        "grant_date": "2006-07-19",
        "owners.0": "NYMOX CORPORATION", "classes.0": "C07K14/47", "len:citations": 2,
        "citations.0": "WO2003008444A"}),
    ("epo_docdb_xml/AP-1206-A_302101161.xml", "AP1206A", {
        "publication_date": "2003-09-18", "filing_date": "1998-08-04", "len:inventors": 2, "len:citations": 3}),
    ("epo_docdb_xml/DE-backfile.xml", "DE1258188B", {
        "publication_date": "1968-01-04", "application": "DEB0077613", "docdb_application": "DE B0077613 A",
        "filing_date": "1964-07-10",
        "priority_date": "1964-07-10",
        "applicants.0": "ROBERT BOSCH G.M.B.H.", "classes.0": "F02M41/12"}),
    ("epo_docdb_xml/WO-2022259205-A1_544370561.xml", "WO2022259205A1", {
        "publication_date": "2022-12-15", "classes.0": "A61K9/00"}),
    ("epo_ops_xml/family/family_input.xml", "EP1000000A1", {
        "application": "EP99203729", "docdb_application": "EP 99203729 A",
        "publication_date": "2000-05-17", "priority_date": "1998-11-12"}),
    ("epo_ops_xml/family/family_input.xml", "EP1000000B1", {
        "publication_date": "2003-02-12", "filing_date": "1999-11-08"}),
    ("epo_ops_xml/legal/example_3.xml", "US10465445B2", {
        "application": "US15919370", "events.0": "assignment", "docdb_application": "US 201815919370 A",
        "docdb_priorities": ("US 201361761070 P",)}),
    ("lens_csv/lens_drones_2017_raw.csv.zip", "WO2008082446A1", {
        "publication_date": "2008-07-10", "filing_date": "2007-10-15", "application": "PCTUS2007021980",
        "priority_date": "2006-12-19", "len:inventors": 2, "applicants.0": "SCIENCE APPLIC INT CORP"}),
    ("lens_csv/drones_fulltext_families_5884_raw.csv.gz", "AT556755T", {
        "filing_date": "2011-02-03", "publication_date": "2012-05-15", "priority_date": "2010-03-11",
        "len:inventors": 2}),
    ("lens_csv/drone_drones_tac_1695_families.csv", "AR021856A1", {
        "publication_date": "2002-08-07", "applicants.0": "ASK IND SPA"}),
    ("patsnap_csv/patsnap_family.csv", "WO2016096014A1", {
        "application": "PCTEP2014078449", "filing_date": "2014-12-18"}),
    ("patsnap_csv/patsnap_family.csv", "WO2014080385A3", {"len:family": 2, "application": "PCTIB2014000414"}),
    ("patsnap_csv/patsnap_family.csv", "EP2938117B1", {"filing_date": "2014-04-24", "len:extended_family": 2}),
    ("patentscope_csv/pizza_medium.csv.gz", "US20090208610", {
        "publication_date": "2009-08-21", "priority_date": "2004-10-01"}),
    ("patentscope_csv/pizza_medium.csv.gz", "EP1820402", {"publication_date": "2007-08-23", "len:classes": 2}),
    ("patentscope_csv/pizza_medium.csv.gz", "US5428898", {
        "publication_date": "1995-07-05", "inventors.0": "Hawkins Howard C."}),
    ("patentscope_csv/pizza_small.csv", "WO2015026896A1", {
        "application": "PCTUS2014051801", "publication_date": "2015-02-26", "applicants.0": "ELWHA LLC"}),
    ("patentscope_csv/pizza_small.csv", "KR20150000637U", {
        "filing_date": "2013-08-01", "priority_date": "2013-08-01"}),
    ("patentscope_csv/pizza_sliced_20132014_274.csv", "PH22014000369Y1", {
        "publication_date": "2014-07-25", "inventors.0": "CO WARREN"}),
    ("patentscope_csv/ritonavir.csv", "AU2007202956B2", {
        "filing_date": "2007-06-27", "priority_date": "1999-07-19", "classes.0": "C07D417/00",
        "applicants.0": "ABBOTT LAB"}),
    ("patentscope_csv/ritonavir.csv", "CN101440091A", {
        "publication_date": "2009-05-27", "inventors.0": "JIANFENG ZHENG"}),
    ("citation_drones/derwent_innovation_numbers.csv.gz", "US9807726B1", {
        "application": "US15360203", "filing_date": "2016-11-23", "len:citations": 5}),
    ("citation_drones/derwent_innovation_numbers.csv.gz", "US9802728B1", {
        "len:citations": 3, "filing_date": "2015-02-13"}),
    ("cn_exports_zh/thomson_innovation_ti.xls", "CN108053582A", {
        "application": "CN201711214252", "publication_date": "2018-05-18", "claims": 10, "len:family": 3,
        "citations.0": "CN2550114Y", "inventors.0": "Jian WANG", "classes.0": "G07G1/00"}),
    ("cn_exports_zh/thomson_innovation_ti.xls", "CN108189681A", {
        "claims": 16, "priority_date": "2017-04-01", "len:inventors": 3}),
    ("cn_exports_zh/apollo_patentics.csv", "CN114285873A", {
        "application": "CN202111513510", "filing_date": "2021-12-09", "claims": 16, "len:applicants": 2,
        "classes.0": "H04L67/12"}),
    ("cn_exports_zh/vr_cnapp_patentics.csv.gz", "CN216391212U", {
        "application": "CN202123402459", "grant_date": "2022-04-26", "claims": 8, "applicants.0": "郑州科技学院",
        "len:inventors": 5}),
    ("derwent_dii_ciw/derwent_drone_drones_1_500.ciw", "JP2017071285A", {
        "publication_date": "2017-04-13", "filing_date": "2015-10-06", "len:inventors": 5, "len:classes": 7,
        "applicants.0": "TABUCHI DENKI KK", "application": "JP2015198782", "priorities": ("JP2015198782",)}),
    ("derwent_dii_ciw/derwent_drone_drones_1_500.ciw", "TW536742U", {"publication_date": "2017-02-11"}),
    ("derwent_dii_ciw/derwent_drone_drones_1_500.ciw", "WO2017064432A1", {
        "len:citations": 4, "citations.0": "FR2704065A1"}),
    ("cnki_biomed_zh/breastcancer_gene_biomarker.txt", "CN1387401", {
        "publication_date": "2002-12-25", "len:inventors": 2}),
    ("cnki_biomed_zh/breastcancer_gene_biomarker.txt", "CN1382797", {
        "publication_date": "2002-12-04", "inventors.0": "毛裕民"}),
    ("cnki_biomed_zh/breastcancer_gene_biomarker.txt", "CN1382124", {"len:inventors": 10}),
    ("patentsview_nvidia/nvidia_patent.csv", "US10001996B2", {"publication_date": "2018-06-19", "claims": 8}),
    ("patentsview_nvidia/nvidia_cpc.csv", "US5652793", {"classes.0": "G06F21/10"}),
    ("patentsview_nvidia/nvidia_assignee.csv", "US11132543", {"applicants.0": "NVIDIA CORPORATION"}),
    ("patentsview_nvidia/nvidia_assignee.csv", "US8232991", {
        "applicants.0": "NVIDIA CORPORATION", "len:applicants": 1}),
    ("patentsview_nvidia/nvidia_cpc.csv", "US7015913", {
        "len:classes": 4, "classes.0": "G06F9/5027", "classes.3": "G06F2209/5018"}),
    ("patentsview_nvidia/nvidia_cpc.csv", "US7757073", {"len:classes": 2, "classes.1": "G06F9/4403"}),
    ("patentsview_nvidia/nvidia_inventor.csv", "US7015913", {  # the rows of a patent lie apart in this file
        "len:inventors": 3, "inventors.0": "John Erik Lindholm", "inventors.1": "Rui M. Bastos",
        "inventors.2": "Harold Robert Feldman Zatz"}),
    ("patentsview_nvidia/nvidia_inventor.csv", "US12333311", {"inventors.0": "Greg Palmer"}),
    ("patentsview_nvidia/nvidia_patent_abstract.csv.gz", "US10997884", {"len:abstracts": 1}),
    ("uspto_xml_samples/xml2014/US08926509.xml", "US8926509B2", {
        "application": "US12134151", "filing_date": "2008-06-05", "publication_date": "2015-01-06", "claims": 31,
        "len:citations": 130, "len:literature": 30, "examiner": "William Thomson", "len:inventors": 5,
        "owners.0": "Hmicro, Inc.", "classes.0": "A61B5/00", "priorities": ("US60968023",),
        "priority_date": "2007-08-24"}),
    ("uspto_xml_samples/xml2004/US06859910.xml", "US6859910B2", {
        "application": "US09832323", "filing_date": "2001-04-10", "claims": 2, "len:citations": 8, "len:literature": 0,
        "examiner": "Anthony Knight", "len:inventors": 1, "owners.0": "Bluestreak.com", "classes.0": "G06F15/00",
        "priorities": ("US60195933",)}),
    ("uspto_xml_samples/xmlApp2004/US20050004437A1.xml", "US20050004437A1", {
        "application": "US10830857", "filing_date": "2004-04-23", "publication_date": "2005-01-06", "claims": 10,
        "len:inventors": 2, "classes.0": "A61B5/00", "priority_date": "2001-10-26"}),
    ("uspto_xml_v4x/grant/v4-5-B1.xml", "US9358892B1", {
        "claims": 20, "len:citations": 24, "len:literature": 4, "examiner": "Cuong H Nguyen", "classes.0": "B60L9/00",
        "owners.0": "Toyota Motor Engineering & Manufacturing North America, Inc."}),
    ("lens_jsonl/Coronavirus-MERS-diagnosis-patents.jsonl", "WO2017196847A1", {
        "application": "PCTUS2017031758", "docdb_application": "US 2017031758 W",
        "filing_date": "2017-05-09", "priority_date": "2016-05-10",
        "len:inventors": 3, "inventors.0": "HO MITCHELL", "len:literature": 105}),
    ("lens_jsonl/Coronavirus-MERS-diagnosis-patents.jsonl", "WO2015164865A1", {
        "publication_date": "2015-10-29", "application": "PCTUS2015027785", "len:literature": 146,
        "applicants.0": "DANA FARBER CANCER INST INC"}),
    ("lens_jsonl/Coronavirus-MERS-diagnosis-patents.jsonl", "US20190285632A1", {
        "application": "US16300654", "filing_date": "2017-05-24", "owners.0": "EXCISION BIOTHERAPEUTICS INC",
        "events.0": "assignment", "len:events": 1}),
    ("cn_exports_zh/gm_autodrive_10000.xlsx", "CN112364812A", {
        "application": "CN202011343524", "filing_date": "2020-11-26", "publication_date": "2021-02-12",
        "applicants.0": "上海大学", "classes.0": "G06K9/00", "len:family": 2, "len:industries": 14}),
    ("cn_exports_zh/gm_autodrive_10000.xlsx", "CN115809043A", {
        "application": "CN202111087137", "applicants.0": "上海寒武纪信息科技有限公司", "classes.0": "G06F7/523",
        "legal_status": "实质审查"}),
    ("cn_exports_zh/openai_named_72.xlsx", "CN113329288A", {
        "application": "CN202110477342", "publication_date": "2021-08-31", "classes.0": "H04R1/10",
        "industries": ("nic:C4390", "nic:C3934", "nic:I6579")}),
    ("cn_exports_zh/thundersoft_cn.xlsx", "CN113347225A", {
        "application": "CN202110419942", "publication_date": "2021-09-03", "grant_date": "2022-05-24",
        "inventors.0": "龙辉", "classes.0": "H04L29/08", "events.0": "assignment", "len:events": 1, "len:history": 3,
        "agency": "北京东方亿思专利代理有限责任公司"}),
    ("cn_exports_zh/thomson_innovation_ti.xls", "CN107677279A", {
        "application": "CN201710927028", "priority_date": "2017-09-26", "claims": 10, "len:inventors": 4,
        "classes.0": "G01C21/20", "citations.0": "CN106599108A", "priorities": ("CN201710927028",),
        "family": ("CN107677279A", "WO2019062651A1"), "history.0": "other"}),
    ("cn_exports_zh/thomson_innovation_ti.xls", "CN108297877A", {
        "application": "CN201710936580", "publication_date": "2018-07-20", "filing_date": "2017-10-10", "claims": 14,
        "classes.0": "B60W50/00", "classes.1": "G05D1/00", "classes.2": "B60W50/0097", "len:classes": 5,
        "applicants.0": "Tencent Technology (Shenzhen) Company Limited", "inventors.0": "Nan XIANG",
        "citations.0": "JP2016199163A", "family": ("CN108297877A", "WO2019072079A1"), "len:history": 2}),
    ("cn_exports_zh/thomson_innovation_ti.xls", "WO2019056257A1", {
        "application": "PCTCN2017102680", "publication_date": "2019-03-28", "claims": 15, "len:applicants": 2,
        "applicants.1": "NOKIA TECHNOLOGIES (BEIJING) CO. LTD.", "classes.0": "G06F21/32",
        "priorities": ("PCTCN2017102680",), "inventors.0": "Yazhao LI"}),
    ("citation_drones/derwent_innovation_numbers.csv.gz", "US9394812B2", {
        "application": "US14327024", "filing_date": "2014-07-09", "len:family": 3, "citations.0": "AU535647B2",
        "priorities": ("US14327024",)}),
    ("patentscope_csv/ritonavir.csv", "WO2004002428A2", {
        "filing_date": "2003-07-01", "publication_date": "2004-01-08", "priority_date": "2002-07-01",
        "applicants.0": "CYTOVIA INC", "classes.0": "C12N5/02"}),
    ("uspto_api_json/biblio.json", "US11803561B1", {
        "application": "US14231597", "filing_date": "2014-03-31", "publication_date": "2023-10-31",
        "applicants.0": "Amazon Technologies, Inc.", "classes.0": "G06F16/2458"}),
    ("uspto_api_json/biblio.json", "US11805069B1", {
        "application": "US14585809", "filing_date": "2014-12-30", "owners.0": "EMC IP Holding Company LLC",
        "classes.0": "H04L47/78"}),
    ("uspto_api_json/application.json", "US20170071586A1", {
        "application": "US15123456", "publication_date": "2017-03-16", "filing_date": "2016-09-02",
        "applicants.0": "The General Hospital Corporation", "events.0": "assignment",
        "priority_date": "2014-04-23", "priorities": ("PCTUS2015027322", "US61983088"), "len:classes": 6,
        "classes.0": "A61B13/00", "inventors.0": "Marvin Wang"}),
    ("uspto_api_json/search.json", "US18254067X0", {"application": "US18254067", "filing_date": "2024-02-13"}),
    ("uspto_api_json/search.json", "US96050025X0", {"application": "US96050025", "filing_date": "2024-02-15"}),
    ("uspto_api_json/search.json", "US18253941X0", {"application": "US18253941", "filing_date": "2024-02-09"}),
    ("uspto_api_json/biblio.json", "US11801382B1", {
        "application": "US17355507", "filing_date": "2021-06-23", "publication_date": "2023-10-31", "len:classes": 7,
        "applicants.0": "Nevro Corp.", "classes.0": "A61N1/36", "examiner": "Paula J Stice"}),
    ("patentsview_130k/cn_inventor_patents.jsonl.gz", "US10107838B2", {
        "filing_date": "2013-05-02", "grant_date": "2018-10-23", "len:applicants": 2, "len:classes": 6,
        "len:inventors": 4, "inventors.0": "Guofu Li"}),
    ("patentsview_130k/cn_inventor_patents.jsonl.gz", "US9011731B2", {
        "filing_date": "2012-10-28", "applicants.0": "Microvast Power Systems Co., Ltd.", "len:classes": 7}),
    ("patentsview_nvidia/nvidia_inventor.csv", "US11176967", {
        "len:inventors": 3, "inventors.0": "Prabindh Sundareson", "inventors.2": "Himanshu Bhat"}),
]  # fmt: skip


def said(record: PatentRecord, path: str) -> Any:
    """What a record says at a path of :data:`CHECKED`."""
    if path.startswith("len:"):
        return len(getattr(record, path[4:]))
    name, _, place = path.partition(".")
    value = getattr(record, name)
    if not place:
        return value
    one = value[int(place)]
    return next(getattr(one, key) for key in ("name", "symbol", "publication", "type") if hasattr(one, key))


@pytest.mark.shared
@pytest.mark.parametrize("file", sorted({file for file, _, _ in CHECKED}))
def test_hand_checked(shared: Callable[[str], Path], file: str) -> None:
    path = shared(file)
    wanted = {number: values for name, number, values in CHECKED if name == file}
    for one in recognise(path).read(path):
        if isinstance(one, Item) and isinstance(one.record, PatentRecord) and one.record.publication in wanted:
            values = wanted.pop(one.record.publication)
            assert {name: said(one.record, name) for name in values} == values
            if not wanted:
                break
    assert not wanted
