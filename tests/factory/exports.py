"""Plans as rich as the exports must show them, wholly invented."""

from __future__ import annotations

from datetime import date, timedelta

from workbench.planning import (
    Absence,
    Blocked,
    Both,
    Cell,
    Change,
    Clock,
    Cover,
    Excluded,
    Front,
    Hypothesis,
    Matter,
    Member,
    NotPursued,
    Office,
    Plan,
    Recusal,
    Route,
    Safety,
    SignOff,
    SinglePoint,
    Step,
    Tag,
    Tilt,
    Timetable,
    Trigger,
    TriggerTest,
    Waiver,
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


def a_plan(count=8, *, acts=3, **changes):
    made = tuple(a_step(n, acts) for n in range(1, count + 1))
    subjects = tuple(a_matter(n) for n in range(1, acts + 1))
    hypotheses = tuple(
        Hypothesis(f"H{m}{mark}", f"A{m}", says, innocent)
        for m in range(1, acts + 1)
        for mark, says, innocent in (
            ("a", Both("被反映人截留并占为己有", "the person kept the money"), False),
            (
                "b",
                Both(
                    "代收后已如数转付，或系笔误",
                    "collected for others and passed on, or a slip of the pen",
                ),
                True,
            ),
        )
    )
    cells = tuple(
        Cell(h.id, s.id, "absent" if h.innocent else "present", 1 + n % 3)
        for n, s in enumerate(made)
        for h in hypotheses
        if h.allegation == s.allegation
    )
    last = max((s.end for s in made), default=AS_OF)
    given = {
        "id": "P-2026-007",
        "method": "multi_front",
        "profile": "cn",
        "as_of": AS_OF,
        "office": Office(name="清河县纪委监委"),
        "title": Both(
            "关于反映刘建堃有关问题线索的初步核实方案",
            "Plan for the preliminary verification of matters concerning Liu Jiankun",
        ),
        "matters": subjects,
        "basis": (
            Both(
                "《中国共产党纪律检查机关监督执纪工作规则》第三十二条、第三十三条",
                "Rules on Discipline Work 2019, Arts 32 and 33",
            ),
            Both(
                "2026年2月26日问题线索集体研判会意见",
                "Lead meeting of 26 February 2026",
            ),
        ),
        "team": (
            Member(
                name="李核查", unit="第三纪检监察室", skills=("谈话询问",), leader=True
            ),
            Member(
                name="赵审计",
                unit="县审计局（抽调）",
                skills=("财会",),
                days_free=20,
                own_staff=False,
                leave=((date(2026, 3, 16), date(2026, 3, 20)),),
            ),
            Member(name="孙办案", unit="第三纪检监察室", skills=("电子数据",)),
        ),
        "leader": "李核查",
        "questions": (
            Both(
                "补贴款是否进入被反映人或其亲属账户",
                "Did the subsidy reach an account of the person or of kin?",
            ),
            Both(
                "工程变更由谁提出、谁审批",
                "Who asked for the change of the works, and who approved it?",
            ),
        ),
        "approach": (
            Both(
                "两条战线同时推进，先外围书证，后接触人员",
                "Two fronts at once; documents from outside before anyone is spoken to",
            ),
        ),
        "scope": (
            Both(
                "2021年1月至2025年12月；仅限所列问题",
                "January 2021 to December 2025; only the matters listed",
            ),
        ),
        "measures": ("retrieve", "query", "talk", "inquiry"),
        "steps": made,
        "cautions": (
            Both(
                "注意保密，不得扩大核查范围",
                "Keep it confidential; do not widen the scope",
            ),
            Both(
                "注意收集对被反映人有利的材料",
                "Collect what speaks for the person named, too",
            ),
        ),
        "safety": (
            Safety(
                "SP1",
                "刘建堃",
                tuple(s.id for s in made if s.safety),
                (
                    Both(
                        "谈话前了解健康状况，安排医护备勤",
                        "Ask after the person's health; medical staff on call",
                    ),
                    Both(
                        "两名以上工作人员，全程录音录像",
                        "At least two officers; recorded throughout",
                    ),
                ),
            ),
        ),
        "emergency": (
            Both(
                "出现身体不适立即停止并送医，同时报告",
                "If the person feels unwell: stop, call a doctor, report",
            ),
        ),
        "hypotheses": hypotheses,
        "matrix": cells,
        "alert_budget": 3,
        "alert_spent": 2,
        "stop_rule": (
            Both(
                "关键要素均被推翻时停止并提出了结建议",
                "Stop and propose closing when every key element is refuted",
            ),
        ),
        "sign_offs": (
            SignOff(
                "lead", Both("核查组组长", "Team lead"), "李核查", date(2026, 3, 2)
            ),
            SignOff("section", Both("承办部门负责人", "Section head")),
            SignOff("head", Both("主要负责人", "Head of office")),
        ),
        "changes": (
            Change(
                1,
                Both("方案提出", "Plan proposed"),
                Both("集体研判决定", "Decided at the lead meeting"),
                "李核查",
                "",
                AS_OF,
            ),
        ),
        "triggers": (
            Trigger(
                "multi_front",
                True,
                (
                    TriggerTest(
                        "issues",
                        True,
                        Both("3 件", "3"),
                        Both("不少于 3 件", "at least 3"),
                        Both("问题多", "many issues"),
                    ),
                    TriggerTest(
                        "persons",
                        True,
                        Both("6 人", "6"),
                        Both("不少于 3 人", "at least 3"),
                        Both("人员多", "many persons"),
                    ),
                    TriggerTest(
                        "hard",
                        False,
                        Both("A1 可查性高", "A1 is well verifiable"),
                        Both("均不高", "none high"),
                        Both("难突破", "hard to break"),
                    ),
                ),
                Both("二多一难三项中两项成立", "Two of the three tests hold"),
            ),
        ),
        "timetable": Timetable(
            first=AS_OF + timedelta(days=1),
            last=last,
            deadline=date(2026, 5, 6),
            makespan=34,
            person_days=2.0 * len(made),
            proven=True,
            how="solver",
        ),
        "fronts": (
            Front(
                id="F1",
                entry="A1",
                matters=("A1", "A3"),
                holders=(Both("农商银行", "bank"),),
                leader="李核查",
                force=2,
                p=0.6,
                opens=date(2026, 3, 12),
            ),
            Front(
                id="F2",
                entry="A2",
                matters=("A2",),
                holders=(Both("交易中心", "tender centre"),),
                leader="孙办案",
                force=2,
                p=0.4,
                opens=date(2026, 3, 12),
            ),
        ),
        "tilts": (
            Tilt(
                "leadership",
                True,
                Both("分管副书记牵头", "led by the deputy secretary"),
            ),
            Tilt("logistics", False, Both("尚未落实车辆", "no car yet")),
        ),
        "excluded": (
            Excluded(
                "A4",
                Both("收受礼品", "gifts"),
                Both("可查性低", "hardly verifiable"),
                Both("出现票据时列入", "enters when a receipt turns up"),
            ),
        ),
        "routes": (
            Route(
                "S04", "农商银行流水", ("县农商银行总部",), 1.0, (), 3, ("镇财政所",)
            ),
        ),
        "single_points": (
            SinglePoint(
                "A1",
                "benefit",
                Both("得利", "benefit"),
                "S04",
                Both("只有银行流水能证明", "only bank statements show it"),
            ),
        ),
        "blocked": (
            Blocked(
                "A2",
                "CDR",
                Both("通话记录", "call records"),
                Both("已过保存期", "no longer kept"),
            ),
        ),
        "not_pursued": (
            NotPursued(
                "A5",
                Both(
                    "属行业主管部门职责，已转办", "for the trade authority; transferred"
                ),
            ),
        ),
        "tags": (
            Tag(
                "A1",
                "P1",
                Both("重点一：内容具体", "priority 1: specific"),
                Both("有卡号、有金额", "card number and sum given"),
            ),
        ),
        "recusals": (
            Recusal("孙办案", ("A3",), Both("曾在该镇任职", "formerly posted there")),
        ),
        "clocks": (
            Clock("T6", date(2026, 3, 20), Both("提出处置意见", "disposition opinion")),
            Clock(
                "T11",
                date(2026, 5, 6),
                Both("初步核实", "preliminary verification"),
                provisional=True,
            ),
        ),
        "absences": (
            Absence(
                "赵审计",
                4,
                ("S05",),
                Both(
                    "缺席则推迟 4 个工作日", "4 working days later without this member"
                ),
            ),
        ),
        "regroup": Both(
            "两条战线首轮结果汇总后集体研究",
            "Meet when both fronts have their first results",
        ),
        "regroup_on": date(2026, 3, 27),
        "rules_version": "CN-2026.1",
        "journal_head": "#42 1f3a9c07",
    }
    if len(made) > 4:  # one step with all marks
        cover = Cover(
            Both("年度补贴专项检查", "the yearly subsidy review"),
            "分管副县长",
            "清政办〔2026〕3号",
        )
        first = a_step(
            5,
            acts,
            cover=cover,
            waivers=(
                Waiver("C5", Both("凭证在内圈", "the voucher lies in an inner ring")),
            ),
        )
        given["steps"] = (*made[:4], first, *made[5:])
    return Plan(**given | changes)
