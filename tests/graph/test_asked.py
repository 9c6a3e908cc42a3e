"""Questions with conditions that nothing could meet."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factory.graph import graph_of
from workbench.errors import UsageError
from workbench.wording import speaking

WRONG = {"since": date(2024, 2, 1), "until": date(2024, 1, 1)}
ASKED = [
    ("paths", ("A", "B"), WRONG),
    ("shortest_path", ("A", "B"), WRONG),
    ("neighbourhood", ("A",), WRONG),
    ("flows", ("A",), WRONG),
    ("cycles", (), WRONG),
    ("paths", ("A", "B"), {"kinds": ["payments"]}),
    ("flows", ("A",), {"kinds": ["payments"]}),
    ("cycles", (), {"kinds": ["payments"]}),
    ("neighbourhood", ("A",), {"kinds": ["payments"]}),
    ("patterns", (), {"kinds": ["rings"]}),
    ("paths", ("A", "B"), {"max_hops": -1}),
    ("paths", ("A", "B"), {"limit": -1}),
    ("neighbourhood", ("A",), {"hops": -1}),
    ("flows", ("A",), {"depth": -1}),
    ("cycles", (), {"within": -1}),
    ("cycles", (), {"max_length": -1}),
]


@pytest.mark.parametrize(("question", "ends", "conditions"), ASKED)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_no_answer_could_meet_is_refused_in_words(
    question, ends, conditions, lang
):
    graph = graph_of(("A", "B", 5, "2024-01-01"))
    with speaking(lang), pytest.raises(UsageError) as caught:
        getattr(graph, question)(*ends, **conditions)
    said = str(caught.value)
    assert "graph." not in said
    assert "{" not in said


def test_a_kind_that_the_graph_happens_to_lack_is_only_not_there():
    graph = graph_of(("A", "B", 5, "2024-01-01"))
    assert len(graph.paths("A", "B", kinds=["kinship"])) == 0
