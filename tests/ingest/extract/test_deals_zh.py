"""How Chinese news tells a deal: parties by their role, ellipsis, terms that a sentence before has told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

TOLD = [
    (  # 向甲支付: the money shows who gives
        "汉江师范学院与随州锐通电气有限公司签订专利普通许可合同，后者将向汉江师范学院支付许可费150万元。",
        {"type": "license", "licensor": ["汉江师范学院"], "licensee": ["随州锐通电气有限公司"], "amount": 1.5e6},
    ),
    (
        "汉江师范学院的5件专利以65万元的价格被随州锐通电气有限公司买走。",
        {"type": "assignment", "assignor": ["汉江师范学院"], "assignee": ["随州锐通电气有限公司"], "patents": 5},
    ),
    (
        "经公开挂牌，汉江师范学院持有的2件专利由随州云谷数据有限公司以48万元摘牌。",
        {"type": "assignment", "assignor": ["汉江师范学院"], "assignee": ["随州云谷数据有限公司"], "amount": 4.8e5},
    ),
    (
        "汉江师范学院许可随州云谷数据有限公司使用其2件小麦加工专利，费用30万元。",
        {"type": "license", "licensor": ["汉江师范学院"], "licensee": ["随州云谷数据有限公司"], "patents": 2},
    ),
    (
        "把4件索力监测专利授权随州云谷数据有限公司使用的是汉江师范学院。"
        "汉江师范学院今年3月还与随州锐通电气有限公司签订许可合同，后者取得3件专利的独占实施权，入门费200万元。",
        {"type": "license", "licensor": ["汉江师范学院"], "licensee": ["随州锐通电气有限公司"], "amount": 2e6},
    ),
    (  # what has been counted before, in a firm that has been founded before
        "随州锐刃精工有限公司在曾都区揭牌，汉江材料研究所拿出了6件专利。"
        "上述专利作价1800万元，由汉江材料研究所转让给新公司；湖北楚创投资基金以现金900万元入股，占30%。",
        {"type": "assignment", "assignor": ["汉江材料研究所"], "assignee": ["随州锐刃精工有限公司"], "patents": 6},
    ),
    (
        "随州锐刃精工有限公司在曾都区揭牌，汉江材料研究所拿出了6件专利。"
        "上述专利作价1800万元，由汉江材料研究所转让给新公司；湖北楚创投资基金以现金900万元入股，占30%。",
        {"type": "investment", "investor": ["湖北楚创投资基金"], "target": ["随州锐刃精工有限公司"], "amount": 9e6},
    ),
    (  # a trigger inside a name is none
        "远能电力转让服务有限公司从汉江师范学院购得3件发明专利，价款20万元。",
        {"type": "assignment", "assignor": ["汉江师范学院"], "assignee": ["远能电力转让服务有限公司"]},
    ),
    (
        "本次质押的出质人为随州津光电有限公司，质权人为随州曾都农村商业银行，融资1500万元，涉及专利10件。",
        {"type": "pledge", "pledgor": ["随州津光电有限公司"], "lender": ["随州曾都农村商业银行"], "patents": 10},
    ),
    (
        "随州津光电有限公司以9项专利（其中发明专利6项）作质押，向随州曾都农村商业银行申请授信5000万元。"
        "2025年3月8日，随州津光电有限公司实际取得首笔借款2400万元。",
        {"type": "pledge", "pledgor": ["随州津光电有限公司"], "patents": 9, "amount": 2.4e7, "date": "2025-03-08"},
    ),
    (
        "5月20日，“楚源—光谷专利许可2期资产支持专项计划”在深交所成立，发行金额3.01亿元，12家企业的140件专利入池。",
        {"type": "securitization", "amount": 3.01e8, "patents": 140, "beneficiaries": 12, "date": "2025-05-20"},
    ),
    (
        "5月20日，汉江师范学院把33件食用菌专利挂出开放许可；随州菌源农业有限公司选中其中2件，付了1.6万元。",
        {
            "type": "open_license",
            "licensor": ["汉江师范学院"],
            "licensee": ["随州菌源农业有限公司"],
            "patents": 2,
            "amount": 16000,
        },
    ),
    (
        "随州津光电有限公司（下称“津光电”）诉孝感泰启五金制品有限公司、黄石鸿鹄进出口有限公司侵害发明专利权一案，"
        "武汉市中级人民法院判决孝感泰启赔偿津光电62万元。",
        {
            "type": "dispute",
            "plaintiff": ["随州津光电有限公司"],
            "defendant": ["孝感泰启五金制品有限公司", "黄石鸿鹄进出口有限公司"],
            "amount": 6.2e5,
        },
    ),
    (
        "2023年9月，随州津光电有限公司将孝感泰启五金制品有限公司诉至武汉市中级人民法院。"
        "日前，法院判决孝感泰启五金制品有限公司赔偿62万元。",
        {"type": "dispute", "defendant": ["孝感泰启五金制品有限公司"], "amount": 6.2e5, "date": None},
    ),
    (
        "公司控股子公司随州锐沃合金有限公司（湖北锐创刀具股份有限公司持股72.5%）于去年投产。",
        {"type": "ownership", "owner": "湖北锐创刀具股份有限公司", "owned": "随州锐沃合金有限公司", "share": 0.725},
    ),
    (
        "法人代表更换后，美商Orvane Industries Inc.与随州津光电有限公司签署战略合作协议。",
        {"type": "nationality", "subject": "Orvane Industries Inc.", "object": "United States"},
    ),
    (  # several sued together; what is paid every year is no settlement
        "2024年5月，"
        "丹麦企业Skovgaard Kirurgi A/S（以下简称“原告”）以荆门津光电有限公司（以下简称“公司”）及公司持股51%的"
        "孝感泰启五金制品有限公司为共同被告，向武汉市中级人民法院提起诉讼，索赔6800万元。\n"
        "8月14日，"
        "各方签署和解协议：\n1. 由公司向原告支付和解款1050万"
        "元；\n2. 涉案专利共3件由原告许可公司使用，每年支付160万元；",
        {
            "type": "dispute",
            "plaintiff": ["Skovgaard Kirurgi A/S"],
            "defendant": ["荆门津光电有限公司", "孝感泰启五金制品有限公司"],
            "amount": 1.05e7,
        },
    ),
    (  # a list that leads in with its date
        "2024年5月，"
        "丹麦企业Skovgaard Kirurgi A/S（以下简称"
        "“原告”）将随州津光电有限公司（以下简称“公司”）诉至武汉市中级人民法院。\n"
        "2025年2月14日，"
        "各方签署和解协议：\n1. 由公司向原告支付和解款1050万"
        "元；\n2. 涉案专利共3件由原告许可公司使用，每年支付160万元；",
        {"type": "license", "licensor": ["Skovgaard Kirurgi A/S"], "royalty": 1.6e6, "date": "2025-02-14"},
    ),
    (
        "案例一：随州津光电有限公司请求处理孝感泰启五金制品有限公司侵犯“锁紧装置”专利权"
        "纠纷案。经审理，随州市知识产权局于"
        "2024年8月23日作出行政裁决，"
        "责令停止销售。\n案例二：黄石春泽种业有限公司以荆门康园农资有限公司擅自使用其专利为由，"
        "申请调解并要求补偿80万元。后双方达成协议，由后者补偿32万元。",
        {"type": "dispute", "plaintiff": ["随州津光电有限公司"], "forum": ["随州市知识产权局"], "amount": None},
    ),
    (
        "案例一：随州津光电有限公司请求处理孝感泰启五金制品有限公司侵犯“锁紧装置”专利权"
        "纠纷案。经审理，随州市知识产权局于"
        "2024年8月23日作出行政裁决，"
        "责令停止销售。\n案例二：黄石春泽种业有限公司以荆门康园农资有限公司擅自使用其专利为由，"
        "申请调解并要求补偿80万元。后双方达成协议，由后者补偿32万元。",
        {
            "type": "dispute",
            "plaintiff": ["黄石春泽种业有限公司"],
            "defendant": ["荆门康园农资有限公司"],
            "amount": 3.2e5,
        },
    ),
    (  # one giver, told before a list of takers
        "汉江师范学院专利许可签约活动昨天举行。签下的许可是：滴灌专利2件，"
        "被许可人为随州润田设备有限公司，许可费12万元；"
        "脱膻专利4件，由随州滩羊乳业有限公司独占使用，许可费55万元。",
        {"type": "license", "licensor": ["汉江师范学院"], "licensee": ["随州滩羊乳业有限公司"], "patents": 4},
    ),
    (
        "随州骨力智造有限公司已完成登记。总经理由从深圳回国的陶知行出任。",
        {"type": "role", "person": "陶知行", "organization": "随州骨力智造有限公司", "title": "总经理"},
    ),
    (
        "汉江师范大学签约。该校技术转移中心主任陶知行介绍了情况。",
        {"type": "part_of", "subject": "汉江师范大学技术转移中心", "object": "汉江师范大学"},
    ),
    (
        "2月，汉江师范学院的“步态数据集”在湖北省数据知识产权登记平台完成存证。",
        {"type": "data_ip", "kind": "deposit", "holder": ["汉江师范学院"]},
    ),
    (
        "5月，随州市市场监督管理局推出“百企导航”计划，支持生物医药、纳米材料企业开展专利分析。",
        {"type": "programme", "name": "百企导航", "place": "随州", "industries": ["生物医药", "纳米材料"]},
    ),
    (
        "湖北锐创刀具股份有限公司近日收到中国建设银行股份有限公司荆门分行发放的知识产权质押贷款4500万元。",
        {
            "type": "pledge",
            "pledgor": ["湖北锐创刀具股份有限公司"],
            "lender": ["中国建设银行股份有限公司荆门分行"],
            "amount": 4.5e7,
        },
    ),
    (
        "湖北锐创刀具股份有限公司（以下简称“公司”）拟增资荆门微纳感知科技有限公司。\n"
        "此前，公司已于2024年6月出资1500万元取得该公司8%股权。",
        {"type": "investment", "target": ["荆门微纳感知科技有限公司"], "amount": 1.5e7, "date": "2024-06"},
    ),
    (
        "受让方岭东药业股份有限公司应于协议生效后10日内向转让方汉江药科大学支付专利转让款800万元。",
        {"type": "assignment", "assignor": ["汉江药科大学"], "assignee": ["岭东药业股份有限公司"], "amount": 8e6},
    ),
    (
        "2024年，荆门市发明专利授权量首次突破2万件，达到20,315件，同比增长9.6%。",
        {"type": "indicator", "indicator": "patents_granted", "value": 20315, "change": 0.096},
    ),
    (
        "5月30日，鄂西新材与汉江科技大学就三项复合材料专利签订转让合同，合同总价款为人民币叁佰贰拾万元整。",
        {"type": "assignment", "assignor": ["汉江科技大学"], "assignee": ["鄂西新材"], "amount": 3.2e6, "patents": 3},
    ),
    (
        "《湖北省专利转化专项资金管理办法》自2025年1月1日起施行，有效期5年。",
        {"type": "programme", "name": "湖北省专利转化专项资金管理办法", "date": "2025-01-01"},
    ),
    (
        "因双方和解，原告荆门鲁岳机械有限公司向法院撤回起诉，被告黄石重机有限公司支付和解金68万元。",
        {"type": "dispute", "defendant": ["黄石重机有限公司"], "amount": 6.8e5, "outcome": "settled"},
    ),
    (
        "截至8月末，湖北数据知识产权登记平台累计发证2,311张。",
        {"type": "data_ip", "kind": "registration", "place": "湖北", "count": 2311},
    ),
    (
        "作为被许可人，荆门科创仪器有限公司每年向汉江物理学院支付专利使用费20万元。",
        {"type": "license", "licensor": ["汉江物理学院"], "licensee": ["荆门科创仪器有限公司"], "royalty": 2e5},
    ),
    (
        "获得许可的是荆门立芯微电子有限公司，许可方为汉江电子大学，标的为5件存储器专利，许可费150万元。",
        {"type": "license", "licensor": ["汉江电子大学"], "licensee": ["荆门立芯微电子有限公司"], "amount": 1.5e6},
    ),
    (
        "湖北数据交易所有限公司为荆门车网科技有限公司颁发数据资产登记凭证。",
        {"type": "data_ip", "kind": "registration", "holder": ["荆门车网科技有限公司"]},
    ),
    (
        "7月，湖北省知识产权局会同湖北省数据局启动数据知识产权质押融资试点。",
        {"type": "programme", "authority": ["湖北省知识产权局", "湖北省数据局"], "date": "2024-07"},
    ),
]


@pytest.mark.parametrize(("text", "wanted"), TOLD)
def test_a_fact_is_read_with_its_parties(
    facts: Callable[..., list[dict[str, Any]]], text: str, wanted: dict[str, Any]
) -> None:
    found = facts(text, wanted["type"])
    assert any(all(fact.get(key) == value for key, value in wanted.items()) for fact in found), found


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("随州津光电有限公司以9项专利作质押，向随州曾都农村商业银行申请授信5000万元。", "pledge"),
        ("今年以来，深圳已发行知识产权证券化产品21单、51.3亿元。", "securitization"),
        ("今年以来，共有9单知识产权证券化产品发行，合计22.4亿元。", "securitization"),
        ("人保财险荆门分公司为荆门云雀科技有限公司签发了全省首张专利许可信用保险保单。", "license"),
        ("荆门高新区管委会透露，新区今年将再发行一单知识产权ABS。", "securitization"),
        ("湖北数据知识产权登记平台自上线以来，核发登记证书1.87万张。", "programme"),
        ("随州津光电有限公司曾将8项专利质押予随州曾都农村商业银行，该项质押已于去年12月解除。", "pledge"),
        ("随州津光电有限公司有意将3件专利转让给孝感泰启五金制品有限公司。", "assignment"),
    ],
)
def test_what_is_applied_for_summed_up_or_wished_is_no_deal(
    facts: Callable[..., list[dict[str, Any]]], text: str, kind: str
) -> None:
    assert facts(text, kind) == []


@pytest.mark.parametrize("amount", ["数亿元", "上千万元", "几百万元", "900万元至1,000万元"])
def test_an_order_of_size_and_a_range_are_no_sums(facts: Callable[..., list[dict[str, Any]]], amount: str) -> None:
    found = facts(f"荆门灵动科技有限公司完成{amount}A轮融资，投资方为湖北楚创投资基金。")
    assert not any("amount" in fact or "value" in fact for fact in found)


def test_a_total_since_the_start_has_no_period(facts: Callable[..., list[dict[str, Any]]]) -> None:
    text = "今年1至8月，湖北省新发放数据知识产权登记证书4318份，登记工作开展以来累计发放12650份。"
    found = {fact["value"]: fact.get("period") for fact in facts(text, "indicator")}
    assert found == {4318: "2025-01/2025-08", 12650: None}
    assert {fact["count"] for fact in facts(text, "data_ip")} == {4318, 12650}


def test_a_month_of_a_yearly_report_lies_in_its_year(facts: Callable[..., list[dict[str, Any]]]) -> None:
    text = "随州市2024年知识产权工作统计公报\n4月，随州市知识产权局启动“护航”专项行动，面向企业开展维权援助。"
    assert [fact["date"] for fact in facts(text, "programme")] == ["2024-04"]


def test_a_range_of_percentages_is_no_value(facts: Callable[..., list[dict[str, Any]]]) -> None:
    text = "随州市知识产权纠纷调解成功率在70%—75%之间，占全省的12%。"
    assert [fact["value"] for fact in facts(text, "indicator")] == [0.12]
    changed = "随州市的发明专利占比由70%升至75%。"
    assert 0.75 in [fact["value"] for fact in facts(changed, "indicator")]


MORE = [
    (  # 押给, 押了, 贷出: everyday words for a pledge
        "随州锐通轴承有限公司拿5件专利到曾都农商银行押了600万元。",
        {
            "type": "pledge",
            "pledgor": ["随州锐通轴承有限公司"],
            "lender": ["曾都农商银行"],
            "amount": 6e6,
            "patents": 5,
        },
    ),
    (
        "2024年5月，汉江大学把9件防松螺纹专利许可给随州曾都高强度标准件厂。为凑许可费，曾都厂把自家的6件专利押给曾都农商银行，借来1000万元。",
        {
            "type": "pledge",
            "pledgor": ["随州曾都高强度标准件厂"],
            "lender": ["曾都农商银行"],
            "amount": 1e7,
            "patents": 6,
        },
    ),
    (
        "2024年5月，汉江大学把9件防松螺纹专利许可给随州曾都高强度标准件厂。",
        {"type": "license", "licensor": ["汉江大学"], "licensee": ["随州曾都高强度标准件厂"], "patents": 9},
    ),
    (  # a place in brackets inside the name, which the tagger cuts
        "2025年3月，汉江大学将4件定日镜控制专利许可给中控天枢（西宁）能源科技有限公司。",
        {"type": "license", "licensor": ["汉江大学"], "licensee": ["中控天枢（西宁）能源科技有限公司"], "patents": 4},
    ),
    (  # 丹麦的X is whom the subject deals with, and the subject goes on
        "2024年11月，汉江大学与丹麦的诺维林能源公司达成战略合作；同年底，又将4件专利许可给随州锐通电气有限公司。",
        {"type": "license", "licensor": ["汉江大学"], "licensee": ["随州锐通电气有限公司"], "date": "2024-12"},
    ),
    (
        "2024年11月，汉江大学与丹麦的诺维林能源公司缔结战略合作。",
        {"type": "partnership", "partner": ["汉江大学", "诺维林能源公司"], "date": "2024-11"},
    ),
    (
        "汉江大学将3件专利作价900万元转让给随州清越化工有限公司，换得该公司18%的股权。",
        {"type": "ownership", "owner": "汉江大学", "owned": "随州清越化工有限公司", "share": 0.18},
    ),
    (
        "2024年12月3日，华瑞创投有限公司（“认购人”）与科进诊断有限公司（“目标公司”）订立认购协议，据此，认购人以现金人民币1850万元认购目标公司新股。",
        {"type": "investment", "investor": ["华瑞创投有限公司"], "target": ["科进诊断有限公司"], "amount": 1.85e7},
    ),
    (
        "甲方（许可方）：汉江膜科技有限公司\n乙方（被许可方）：随州碧流环保有限公司\n丙方（被许可方）：随州清渊水务有限公司\n"
        "甲方于2025年8月11日与乙方、丙方签署《专利实施许可合同》，将其拥有的8项反渗透膜发明专利许可乙方、丙方实施。",
        {
            "type": "license",
            "licensor": ["汉江膜科技有限公司"],
            "licensee": ["随州碧流环保有限公司", "随州清渊水务有限公司"],
            "patents": 8,
        },
    ),
    (
        "随州市知识产权保护中心成立于2020年。该中心2024年受理涉外纠纷134件。",
        {"type": "indicator", "organization": "随州市知识产权保护中心", "value": 134, "label": "涉外纠纷"},
    ),
    (
        "卢卡·费兰蒂来过多次。费兰蒂是意大利维泰洛紧固件公司的中国区总裁。",
        {"type": "role", "person": "卢卡·费兰蒂", "organization": "维泰洛紧固件公司", "title": "中国区总裁"},
    ),
    (
        "湖北省高级人民法院民三庭庭长和志强通报了一起案例。",
        {"type": "role", "person": "和志强", "organization": "湖北省高级人民法院"},
    ),
    (
        "昌明公司由材料学院教授邬建业创办，他在公司任首席科学家。",
        {"type": "role", "person": "邬建业", "organization": "昌明公司", "title": "首席科学家"},
    ),
]


@pytest.mark.parametrize(("text", "wanted"), MORE)
def test_told_in_other_words(text: str, wanted: dict[str, Any], facts: Callable[..., list[dict[str, Any]]]) -> None:
    found = facts(text, wanted["type"])
    assert any(wanted.items() <= fact.items() for fact in found), found


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "至于网上热传的“随州锐通电气有限公司将以3000万元打包出售全部专利”，董事长的回答很干脆：没有这回事。",
            "assignment",
        ),
        ("随州锐通电气有限公司提出的将专利所有权一并转让给汉江大学的要求，对方未予同意。", "assignment"),
        ("曾都农商银行由湖北楚创控股持股18%，2025年前三季度其专利质押贷款余额增至14.6亿元。", "pledge"),
    ],
)
def test_hearsay_requests_and_balances_are_no_deals(
    text: str, kind: str, facts: Callable[..., list[dict[str, Any]]]
) -> None:
    assert not facts(text, kind)


def test_a_mark_that_a_value_has_passed_is_no_value(facts: Callable[..., list[dict[str, Any]]]) -> None:
    text = "2024年，随州市专利质押融资达到92.4亿元，首次突破90亿元，同比增长19.7%。"
    assert [(fact["value"], fact["change"]) for fact in facts(text, "indicator")] == [(9.24e9, 0.197)]


def test_two_forms_are_two_deals(facts: Callable[..., list[dict[str, Any]]]) -> None:
    forms = [("江南大学", "无锡锦泰机械有限公司", 3, 80), ("东华大学", "上海云织科技有限公司", 5, 120)]
    lines = [f"转让方：{a}\n受让方：{b}\n标的：专利{n}件\n价款：{p}万元" for a, b, n, p in forms]
    found = facts("科技成果转让情况公告。\n" + "\n".join(lines), "assignment")
    told = [(one["assignor"], one["assignee"], one["patents"], one["amount"]) for one in found]
    assert told == [([a], [b], n, p * 1e4) for a, b, n, p in forms]
