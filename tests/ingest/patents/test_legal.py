"""Legal events as text: the gazette's notices, INPADOC's codes, columns of parties."""

from __future__ import annotations

from patnav.ingest.patents import legal

TRANSFER = (
    "4 2021.09.03 公开 公开 2021.09.21 实质审查的生效 实质审查的生效 申请日=2021.04.19 2022.05.24 授权 授权 "
    "2022.11.11 专利权的转移 专利权的转移 变更事项=专利权人/地址/专利权人 "
    "变更前权利人=甲泵业有限公司/100083 北京市某路9号/无 "
    "变更后权利人=甲泵业有限公司/100083 北京市某路9号/乙科技（上海）有限公司 登记生效日=2022.11.01"
)


def test_a_transfer_in_the_gazette() -> None:
    (event,), history = legal.gazette(TRANSFER)
    assert (event.type, event.date) == ("assignment", "2022-11-01")
    assert [(one.name, one.address) for one in event.source_parties] == [("甲泵业有限公司", "100083 北京市某路9号")]
    assert [(one.name, one.address) for one in event.target_parties] == [("乙科技（上海）有限公司", None)]
    assert [(one.type, one.date, one.text) for one in history] == [
        ("other", "2021-09-03", "公开"),
        ("other", "2021-09-21", "实质审查的生效"),
        ("grant", "2022-05-24", "授权"),
    ]


def test_an_owner_replaced_by_another() -> None:
    text = (
        "2020.01.07 专利申请权、专利权的转移 专利权的转移 变更事项:专利权人 变更前权利人:甲大学 变更后权利人:乙公司 "
        "登记生效日:20191218"
    )
    (event,), _ = legal.gazette(text)
    assert event.date == "2019-12-18"
    assert [one.name for one in (*event.source_parties, *event.target_parties)] == ["甲大学", "乙公司"]


def test_a_licence_and_a_pledge_on_record_and_their_end() -> None:
    text = (
        "2012.05.02 专利实施许可合同备案的生效、变更及注销 专利实施许可合同备案的生效 "
        "合同备案号=2012320000231 让与人=甲大学 受让人=乙公司 许可种类=独占许可 备案日期=2012.03.05 申请日=2009.01.01 "
        "2015.03.11 专利权质押合同登记的生效、变更及注销 专利权质押合同登记的生效 "
        "登记号=2015990000101 登记生效日=2015.02.12 出质人=乙公司 质权人=丙银行 "
        "2016.03.09 专利权质押合同登记的生效、变更及注销 专利权质押合同登记的注销 登记号=2015990000101 出质人=乙公司 "
        "2019.01.01 专利权的终止 未缴年费专利权终止 2019.05.05 专利权的无效、部分无效宣告 专利权全部无效"
    )
    (licence, pledge), history = legal.gazette(text)
    assert (licence.type, licence.date, licence.number) == ("license", "2012-03-05", "2012320000231")
    assert [one.name for one in (*licence.source_parties, *licence.target_parties)] == ["甲大学", "乙公司"]
    assert (pledge.type, pledge.date, pledge.number) == ("pledge", "2015-02-12", "2015990000101")
    assert [one.name for one in (*pledge.source_parties, *pledge.target_parties)] == ["乙公司", "丙银行"]
    assert [(one.type, one.text) for one in history] == [
        ("other", "专利权质押合同登记的注销"),
        ("lapse", "未缴年费专利权终止"),
        ("invalidation", "专利权全部无效"),
    ]


def test_inpadoc() -> None:
    deals, history = legal.inpadoc(
        "2020-01-03 TR01 TRANSFER OF PATENT RIGHT | 2019-11-27 PC4A ASSIGNMENT OF PATENT + | "
        "2018-11-27 GR01 PATENT GRANT + | 2020-02-02 PC01 CANCELLATION OF THE CONTRACT FOR PLEDGE OF PATENT RIGHT | "
        "2017-05-08 WD01 INVENTION PATENT APPLICATION DEEMED WITHDRAWN AFTER PUBLICATION - | nonsense"
    )
    assert [(one.type, one.date, one.number) for one in deals] == [
        ("assignment", "2020-01-03", "TR01"),
        ("assignment", "2019-11-27", "PC4A"),
    ]
    assert [(one.type, one.date, one.code) for one in history] == [
        ("grant", "2018-11-27", "GR01"),
        ("other", "2020-02-02", "PC01"),
        ("lapse", "2017-05-08", "WD01"),
    ]


def test_parties_in_columns() -> None:
    one = list(legal.deals("license", ["甲", "乙"], ["丙"], ["2020-01-01"]))
    assert [(len(e.source_parties), len(e.target_parties), e.date) for e in one] == [(2, 1, "2020-01-01")]
    two = list(legal.deals("assignment", ["甲", "乙"], ["乙", "丙"], ["2020-01-01", "2021-01-01"]))
    assert [(e.source_parties[0].name, e.target_parties[0].name, e.date) for e in two] == [
        ("甲", "乙", "2020-01-01"),
        ("乙", "丙", "2021-01-01"),
    ]
    assert [e.date for e in legal.deals("pledge", ["甲"], [], ["2020-01-01", "2021-01-01"])] == [None]
    assert not list(legal.deals("pledge", [], [], ["2020-01-01"]))
