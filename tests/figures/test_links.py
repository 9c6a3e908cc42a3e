"""The link graph as a picture and in words."""

import networkx as nx
import pytest

from tests.factory.figures import a_link_graph
from workbench.errors import UsageError
from workbench.figures import link_picture
from workbench.figures.layout import place
from workbench.wording import speaking


def test_the_text_form_says_every_node_and_link_with_its_sum():
    with speaking("en"):
        said = repr(link_picture(a_link_graph()))
    assert "123,400.50" in said
    assert "×3" in said
    for name in a_link_graph():
        assert name in said


def test_links_of_two_kinds_between_the_same_two_are_one_arrow():
    with speaking("en"):
        said = repr(link_picture(a_link_graph()))
    assert "holds account, paid" in said


def test_what_is_only_alleged_is_marked_in_words():
    with speaking("en"):
        lines = repr(link_picture(a_link_graph())).splitlines()
    alleged = [line for line in lines if "?→" in line]
    assert len(alleged) == 1
    assert alleged[0].endswith("alleged")


def test_the_same_graph_in_another_order_gives_the_same_bytes():
    graph = a_link_graph()
    again = nx.MultiDiGraph()
    again.add_nodes_from(reversed(list(graph.nodes(data=True))))
    again.add_edges_from(reversed(list(graph.edges(data=True))))
    assert link_picture(graph).png() == link_picture(again).png()


def test_more_nodes_than_anyone_can_read_are_refused():
    with pytest.raises(UsageError):
        link_picture(nx.path_graph(61))


def test_an_empty_graph_is_an_empty_picture():
    assert link_picture(nx.DiGraph()).png().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "graph",
    [
        nx.path_graph(2),
        nx.star_graph(9),
        nx.complete_graph(6),
        nx.empty_graph(5),
        nx.disjoint_union(nx.cycle_graph(5), nx.path_graph(4)),
    ],
)
def test_no_two_nodes_stand_on_the_same_spot(graph):
    spots = place(graph)
    assert set(spots) == set(graph)
    assert len(set(spots.values())) == len(graph)


def test_neighbours_stand_closer_than_strangers():
    spots = place(nx.path_graph(8))

    def far(a, b):
        return (
            (spots[a][0] - spots[b][0]) ** 2 + (spots[a][1] - spots[b][1]) ** 2
        ) ** 0.5

    assert max(far(n, n + 1) for n in range(7)) < far(0, 7) / 3
