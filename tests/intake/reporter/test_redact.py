from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from workbench.intake.reporter import Span, find, redact
from workbench.intake.reporter.redact import cleaned
from workbench.intake.reporter.spans import merged, without

MARK = "[REPORTER-7Q2K]"
_text = st.text(alphabet="我是叫王大有周德海的村组，。\n：电话1990 aBc@.", max_size=120)
_spans = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 60)).map(
        lambda pair: Span(min(pair), max(pair))
    ),
    max_size=8,
)


@given(
    _text, st.lists(st.sampled_from(["王大有", "周德海", "19900000117"]), max_size=2)
)
def test_what_is_declared_never_stands_in_the_working_text(text, planted):
    whole = cleaned(text + "".join(planted) + text)
    declared = [("name", "王大有"), ("phone", "19900000117")]
    said = redact(whole, find(whole, declared), MARK).text
    assert "王大有" not in said
    assert "19900000117" not in said


@given(_text)
def test_every_span_lies_in_the_text_in_order_without_overlap(text):
    spans = find(cleaned(text))
    assert all(0 <= s.start < s.end <= len(cleaned(text)) for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


@given(_spans)
def test_merging_covers_exactly_what_was_marked(spans):
    before = {i for s in spans for i in range(s.start, s.end)}
    after = [i for s in merged(spans) for i in range(s.start, s.end)]
    assert sorted(before) == after


@given(st.integers(0, 60), st.integers(0, 60), _spans)
def test_cutting_out_leaves_exactly_the_rest(start, end, kept):
    span = Span(min(start, end), max(start, end))
    places = [(s.start, s.end) for s in kept]
    left = {i for s in without(span, places) for i in range(s.start, s.end)}
    gone = {i for a, b in places for i in range(a, b)}
    assert left == set(range(span.start, span.end)) - gone


@given(_text, _spans)
def test_what_is_outside_the_spans_stays_as_it_was(text, spans):
    inside = [Span(s.start, min(s.end, len(text))) for s in spans]
    said = redact(text, [s for s in inside if s.start < s.end], "").text
    if not inside:
        assert said == text
    assert len(said) <= len(text)


def test_cleaning_drops_what_cannot_be_seen():
    assert cleaned("王\u200b大\ufeff有\r\n好\x00") == "王大有\n好"
