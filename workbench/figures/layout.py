"""Where the nodes of a small graph stand: stress majorisation, without chance.

Graph distances become distances on paper (Gansner, Koren and North, *Graph Drawing by
Stress Majorization*, 2004). Start is a circle in breadth-first order, so the same graph
gives the same picture; no random numbers, no scipy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from numpy.typing import NDArray

    Points = NDArray[np.float64]

ROUNDS = 200
_TINY = 1e-9


def place(
    graph: nx.Graph[Hashable], *, rounds: int = ROUNDS
) -> dict[Hashable, tuple[float, float]]:
    """Return a place for each node; neighbours are about one unit apart.

    Components stand beside each other, the largest first. O(n³) for the largest
    component, so meant for up to a few hundred nodes; fewer ``rounds`` come sooner and
    lie less evenly.
    """
    plain = nx.Graph(graph.to_undirected(as_view=True))
    plain.remove_edges_from(list(nx.selfloop_edges(plain)))
    parts = [sorted(part, key=str) for part in nx.connected_components(plain)]
    parts.sort(key=lambda part: (-len(part), str(part[0])))
    return _side_by_side([(part, _settle(plain, part, rounds)) for part in parts])


def _settle(
    graph: nx.Graph[Hashable], nodes: Sequence[Hashable], rounds: int
) -> Points:
    """Place one component, its longer side lying flat."""
    count = len(nodes)
    if count == 1:
        return np.zeros((1, 2))
    far = _distances(graph, nodes)
    weight = np.divide(1.0, far**2, out=np.zeros_like(far), where=far > 0)
    laplacian = np.diag(weight.sum(1)) - weight
    inverse = np.linalg.pinv(laplacian)
    points = _circle(graph, nodes) * far.max() / 2
    for _ in range(rounds):
        gap = np.linalg.norm(points[:, None] - points[None], axis=2)
        ratio = np.divide(weight * far, gap, out=np.zeros_like(gap), where=gap > _TINY)
        pull = np.diag(ratio.sum(1)) - ratio
        points = inverse @ pull @ points
    return _lie_flat(points)


def _distances(graph: nx.Graph[Hashable], nodes: Sequence[Hashable]) -> Points:
    index = {node: i for i, node in enumerate(nodes)}
    near = np.zeros((len(nodes), len(nodes)), np.float32)
    for one, other in graph.edges(nodes):
        near[index[one], index[other]] = near[index[other], index[one]] = 1
    # Breadth first from every node at once: one product of matrices a step.
    far, reached = np.zeros((len(nodes), len(nodes))), np.eye(len(nodes), dtype=bool)
    front, steps = reached, 0
    while front.any():
        steps += 1
        front = (front.astype(np.float32) @ near > 0) & ~reached
        far[front] = steps
        reached |= front
    return far


def _circle(graph: nx.Graph[Hashable], nodes: Sequence[Hashable]) -> Points:
    """Nodes on a circle, breadth first from the one with most neighbours."""
    start = min(nodes, key=lambda node: (-graph.degree(node), str(node)))
    order = [start]
    for parent in order:
        fresh = sorted(set(graph[parent]) - set(order), key=str)
        order.extend(fresh)
    turn = {node: 2 * np.pi * i / len(order) for i, node in enumerate(order)}
    return np.array([(np.cos(turn[node]), np.sin(turn[node])) for node in nodes])


def _lie_flat(points: Points) -> Points:
    """Turn the points so that they spread most from left to right."""
    points = points - points.mean(0)
    _, vectors = np.linalg.eigh(points.T @ points)
    along = vectors[:, -1] * np.sign(vectors[np.abs(vectors[:, -1]).argmax(), -1])
    across = np.array([-along[1], along[0]])
    return np.column_stack([points @ along, points @ across])


def _side_by_side(
    parts: list[tuple[Sequence[Hashable], Points]], *, gap: float = 1.2
) -> dict[Hashable, tuple[float, float]]:
    """Put components on shelves about as wide as the largest, or as all are tall."""
    area = sum(np.prod(np.ptp(points, axis=0) + gap) for _, points in parts)
    shelf = max(1.6 * float(area) ** 0.5, *(np.ptp(p[:, 0]) + gap for _, p in parts), 0)
    found: dict[Hashable, tuple[float, float]] = {}
    left = top = tall = 0.0
    for nodes, points in parts:
        wide, high = np.ptp(points, axis=0) + gap
        if left and left + wide > shelf + _TINY:
            left, top, tall = 0.0, top - tall, 0.0
        moved = points - [points[:, 0].min(), points[:, 1].max()] + [left, top]
        for node, (x, y) in zip(nodes, moved, strict=True):
            found[node] = (round(float(x), 4), round(float(y), 4))
        left, tall = left + wide, max(tall, high)
    return found
