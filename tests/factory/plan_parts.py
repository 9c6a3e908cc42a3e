"""Matters and steps as rich as the exports must show them, wholly invented."""

from __future__ import annotations

from datetime import date, timedelta

from workbench.planning import (
    Both,
    Matter,
    Step,
)

AS_OF = date(2026, 3, 2)
_ACTS = (
    (
        "将购置补贴转入村会计个人账户",
        "moved a machinery subsidy to the village accountant's own account",
        "O1",
    ),
    (
        "镇道路改造工程中标后变更设计、追加价款",
        "had the road contract changed and its price raised after the award",
        "O4",
    ),
    (
        "亲属名下公司随其任职变动承接业务",
        "a relative's firm won work wherever he was posted",
        "O5",
    ),
)
_SOURCES = (
    (
        "JOB",
        "组织人事档案：任职与分工",
        "appointment file: post and duties",
        "documents",
        0,
        0,
        "县委组织部",
        "county organisation department",
    ),
    (
        "SUBS",
        "补贴发放花名册与公示照片",
        "subsidy roll and photographs of the notice board",
        "retrieve",
        1,
        1,
        "镇农业服务中心",
        "township farm service",
    ),
    (
        "PROC",
        "招标档案、变更签证单",
        "tender file and change orders",
        "retrieve",
        1,
        1,
        "县公共资源交易中心",
        "county tender centre",
    ),
    (
        "BANK",
        "对公及个人账户流水",
        "statements of the firm's and the person's accounts",
        "query",
        2,
        1,
        "县农商银行总部",
        "bank, central desk",
    ),
    (
        "VCH",
        "工程支付凭证与审批单",
        "payment vouchers and their approvals",
        "retrieve",
        2,
        2,
        "镇财政所",
        "township finance office",
    ),
    (
        "NEUT",
        "未中标单位经办人",
        "clerk of a losing bidder",
        "inquiry",
        3,
        2,
        "第三方",
        "third person",
    ),
    (
        "CCTV",
        "交易大厅监控录像",
        "video of the tender hall",
        "retrieve",
        1,
        1,
        "县公共资源交易中心",
        "county tender centre",
    ),
    (
        "SUBJ",
        "与被反映人谈话",
        "talk with the person named",
        "talk",
        4,
        3,
        "县纪委监委谈话室",
        "the office's own talk room",
    ),
)


def a_matter(n=1):
    zh, en, offence = _ACTS[(n - 1) % 3]
    return Matter(
        id=f"A{n}",
        letter=f"XS-{n:03}",
        summary=Both(zh, en),
        offence=offence,
        offence_label=Both("涉嫌骗取补贴等问题", "subsidy embezzlement"),
        subjects=("刘建堃",),
        persons=2,
        specificity=91.7,
        verifiability=79.2,
        specificity_band=("high", "mid", "low")[(n - 1) % 3],
        verifiability_band=("high", "mid", "none")[(n - 1) % 3],
        labels={
            "act": Both("行为", "act"),
            "benefit": Both("得利", "benefit"),
            "duty": Both("职务", "duty"),
        },
        provision=Both("刑法第382条", "Criminal Law Art. 382"),
    )


def a_step(n=1, matters=3, **changes):
    source, zh, en, measure, ring, alert, hz, he = _SOURCES[(n - 1) % len(_SOURCES)]
    start = AS_OF + timedelta(days=1 + 2 * (n - 1) % 60)
    talk = measure in {"talk", "inquiry"}
    given = {
        "id": f"S{n:02}",
        "allegation": f"A{(n - 1) % matters + 1}",
        "element": ("act", "benefit", "duty")[n % 3],
        "source": source,
        "measure": measure,
        "authority": f"A{min(ring, 3)}",
        "approver": Both("分管领导", "responsible leader")
        if ring > 1
        else Both("承办部门负责人", "section head"),
        "holder": Both(hz, he),
        "what": Both(zh, en),
        "elements": ("act",),
        "kind": "testimony" if talk else "document",
        "ring": ring,
        "alert": alert,
        "cost": 2.0,
        "lead_days": 3,
        "expires": start + timedelta(days=12) if source == "CCTV" else None,
        "tamper_prone": source == "VCH",
        "refutes": (f"H{(n - 1) % matters + 1}a",),
        "expected": Both(
            "款项去向与账面一致或不一致", "the money went where the books say, or not"
        ),
        "fallback": Both("改查代理银行回单", "ask for the paying bank's slips"),
        "person": ("刘建堃" if measure == "talk" else "王会计") if talk else None,
        "hearing": measure == "talk",
        "exculpatory": n % 5 == 0,
        "officers": 2 if talk else 1,
        "recording": talk,
        "safety": "SP1" if talk else None,
        "separate_approval": measure == "talk",
        "exposure": 4 if source == "VCH" else None,
        "sample": Both("调取整季度凭证", "take the whole quarter's vouchers")
        if source == "VCH"
        else "",
        "front": f"F{n % 2 + 1}",
        "window": "W1" if alert >= 2 and n < 9 else None,
        "start": start,
        "reply": start + timedelta(days=3),
        "end": start + timedelta(days=5),
        "people": ("李核查", "赵审计") if n % 2 else ("孙办案",),
    } | changes
    return Step(**given)
