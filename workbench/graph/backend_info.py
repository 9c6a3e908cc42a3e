"""What NetworkX is told of the backend at every import of it: names, nothing heavy."""

from __future__ import annotations

from typing import Any

FUNCTIONS = (
    "all_simple_paths",
    "ancestors",
    "articulation_points",
    "betweenness_centrality",
    "connected_components",
    "core_number",
    "degree_centrality",
    "descendants",
    "dijkstra_path",
    "dijkstra_path_length",
    "ego_graph",
    "has_path",
    "in_degree_centrality",
    "is_connected",
    "is_strongly_connected",
    "is_weakly_connected",
    "node_connected_component",
    "number_connected_components",
    "number_strongly_connected_components",
    "number_weakly_connected_components",
    "out_degree_centrality",
    "pagerank",
    "shortest_path",
    "shortest_path_length",
    "simple_cycles",
    "single_source_dijkstra",
    "single_source_dijkstra_path",
    "single_source_dijkstra_path_length",
    "single_source_shortest_path",
    "single_source_shortest_path_length",
    "strongly_connected_components",
    "weakly_connected_components",
)
"""NetworkX functions that run on the arrays."""


def info() -> dict[str, Any]:
    """Return the backend's description, as NetworkX asks for it."""
    return {
        "backend_name": "workbench",
        "project": "verification-workbench",
        "package": "workbench",
        "short_summary": "Link graphs on compressed sparse rows.",
        "functions": {name: {} for name in FUNCTIONS},
    }
