"""Plans as rich as the exports must show them, wholly invented."""

from __future__ import annotations

from datetime import date, timedelta

from tests.factory.plan_parts import AS_OF, a_matter, a_step
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
    Member,
    NotPursued,
    Office,
    Plan,
    Recusal,
    Route,
    Safety,
    SignOff,
    SinglePoint,
    Tag,
    Tilt,
    Timetable,
    Trigger,
    TriggerTest,
    Waiver,
)


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
