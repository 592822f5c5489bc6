"""Legal statuses as sources word them, and the states they stand for."""

from __future__ import annotations

import pytest
import yaml

from patnav.graph.schema import LEGAL_STATES
from patnav.ingest.classify.legal import legal_state
from tests.conftest import ROOT

WORDINGS = {
    "in_force": ["授权", "有效", "Granted", "ACTIVE", "Patented Case", "部分无效",
                 "No opposition filed within time limit", "Opposition rejected", "Opposition withdrawn",
                 "Withdrawal of opposition", "Opposition deemed to be withdrawn", "Revocation request rejected",
                 "Request for revocation withdrawn", "Reinstated after non-payment", "Entered into force",
                 "无效宣告请求被驳回", "Patent reinstated due to the acceptance of a late maintenance fee",
                 "Patent granted, opposition withdrawn"],
    "pending": ["实质审查", "审中", "公开", "Final Rejection Mailed", "未进入国家阶段-PCT有效期内",
                "Examination is in progress", "Entered into national phase"],
    "lapsed": ["未缴年费", "权利终止", "终止失效", "Expired - Fee Related", "授权, 未缴年费", "Ceased",
               "专利权的主动放弃", "放弃专利权", "Opposition rejected; patent lapsed",
               "Lapsed due to non-payment, not reinstated",
               "Lapsed for non-payment; request for reinstatement",
               "Patent Expired Due to NonPayment of Maintenance Fees Under 37 CFR 1.362"],
    "expired": ["期限届满", "Expired - Lifetime", "EXPIRED"],
    "withdrawn": ["撤回", "放弃", "避重放弃", "视为放弃取得专利权",
                  "Application withdrawn after opposition", "申请终止", "未进入国家阶段-PCT有效期满",
                  "Abandoned -- Failure to Respond to an Office Action", "The application is deemed to be withdrawn"],
    "rejected": ["驳回", "The application has been refused", "Application rejected after opposition"],
    "revoked": ["全部撤销", "全部无效", "Patent revoked", "Opposition withdrawn, patent revoked",
                "Revocation of the patent"],
    "national_phase": ["进入国家阶段-PCT有效期满", "进入国家阶段-PCT有效期内"],
    "inactive": ["失效", "无效", "Dead", "INACTIVE", "PCT-有效期满"],
    None: ["其他", "暂缺", "Indeterminate", "Alive", "UNKNOWN", "", "部分撤回", "Reinstated",
           "Request for revocation filed", "Opposition filed"],
}  # fmt: skip


@pytest.mark.parametrize(("wording", "state"), [(w, state) for state, words in WORDINGS.items() for w in words])
def test_wordings_of_sources_stand_for_a_state(wording: str, state: str | None) -> None:
    assert legal_state(wording) == state


def test_the_table_names_every_state_of_the_schema_and_no_other() -> None:
    lines = yaml.safe_load((ROOT / "patnav" / "resources" / "legal_states.yaml").read_text("utf-8"))
    assert {state for line in lines for state in line} == set(LEGAL_STATES)
