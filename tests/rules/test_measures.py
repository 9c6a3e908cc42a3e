from datetime import date

from workbench.rules.measures import measures


def test_what_needs_a_filed_case_is_never_allowed():
    barred = [
        m for p in ("cn", "generic") for m in measures(p).values() if not m.stages
    ]
    assert len(barred) >= 25
    assert not any(
        m.allowed(stage=stage, on=date(2026, 1, 5))
        for m in barred
        for stage in ("assessment", "talk_letter", "prelim", "filed")
    )


def test_the_experiment_is_allowed_from_the_day_its_rule_came_into_force():
    experiment = measures("cn")["experiment"]
    assert not experiment.allowed(stage="prelim", on=date(2025, 5, 31))
    assert experiment.allowed(stage="prelim", on=date(2025, 6, 1))


def test_before_verification_only_documents_are_read():
    allowed = [
        m.id
        for m in measures("cn").values()
        if m.allowed(stage="assessment", on=date(2026, 1, 5))
    ]
    assert allowed == ["documents"]


def test_whoever_is_asked_sits_before_two_officers():
    asking = [m for p in ("cn", "generic") for m in measures(p).values() if m.person]
    assert asking
    assert all(m.officers == 2 and m.recording for m in asking)
