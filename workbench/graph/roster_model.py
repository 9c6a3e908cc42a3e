"""The Splink model of two rosters: what is compared, and how much it tells.

Reached only from ``rosters``, when the extra ``[match]`` is there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import splink.comparison_level_library as levels
import splink.comparison_library as comparisons
from splink import SettingsCreator, block_on

from workbench.graph.spark import parts_for, session_of
from workbench.ontology.thresholds import threshold

if TYPE_CHECKING:
    from collections.abc import Sequence


def settings(rows: int) -> SettingsCreator:
    """Return the model for rosters of at most ``rows`` rows.

    Two rows taken at random are one person once in ``rows`` pairs, at most.
    """
    return SettingsCreator(
        link_type="link_only",
        probability_two_random_records_match=min(0.5, 1 / rows),
        comparisons=[_names(), *(_cells(c) for c in threshold("roster_agree"))],
        blocking_rules_to_generate_predictions=[
            block_on("id_number"),
            block_on("phone"),
            block_on("keys", arrays_to_explode=["keys"]),
        ],
    )


def _names() -> Any:
    """Names: written alike (the commoner, the less it tells), of one sound, or else."""
    (agree, chance), (sound_agree, sound_chance) = threshold("roster_names")
    exact = levels.ExactMatchLevel("name").configure(
        m_probability=agree, u_probability=chance, tf_adjustment_column="name"
    )
    return comparisons.CustomComparison(
        output_column_name="name",
        comparison_levels=[
            levels.NullLevel("name"),
            exact,
            levels.ArrayIntersectLevel("keys", min_intersection=1).configure(
                m_probability=sound_agree, u_probability=sound_chance
            ),
            levels.ElseLevel().configure(
                m_probability=1 - agree - sound_agree,
                u_probability=1 - chance - sound_chance,
            ),
        ],
    )


def _cells(column: str) -> Any:
    agree, chance = threshold("roster_agree")[column]
    return comparisons.CustomComparison(
        output_column_name=column,
        comparison_levels=[
            levels.NullLevel(column),
            levels.ExactMatchLevel(column).configure(
                m_probability=agree, u_probability=chance
            ),
            levels.ElseLevel().configure(
                m_probability=1 - agree, u_probability=1 - chance
            ),
        ],
    )


def register(
    sides: Sequence[list[dict[str, Any]]], columns: Sequence[str], engine: str
) -> list[Any]:
    """Hand two rosters to what the model runs on; empty columns stay texts."""
    import pyarrow as pa  # noqa: PLC0415 - heavy, loaded on use

    kinds = {"unique_id": pa.int64(), "keys": pa.list_(pa.string())}
    schema = pa.schema([(name, kinds.get(name, pa.string())) for name in columns])
    tables = [
        pa.Table.from_pylist([{c: row[c] for c in columns} for row in rows], schema)
        for rows in sides
    ]
    base, frames = _on_spark(tables) if engine == "spark" else _on_duckdb(tables)
    return [
        base.register(frame, table_name=name)
        for name, frame in zip(("one", "other"), frames, strict=True)
    ]


def _on_duckdb(tables: list[Any]) -> tuple[Any, list[Any]]:
    import duckdb  # noqa: PLC0415 - heavy, loaded on use
    from splink.backends.duckdb import DuckDBAPI  # noqa: PLC0415 - extra, on use

    return DuckDBAPI(duckdb.connect()), tables


def _on_spark(tables: list[Any]) -> tuple[Any, list[Any]]:
    from splink.backends.spark import SparkAPI  # noqa: PLC0415 - extra, on use

    rows = sum(table.num_rows for table in tables)
    session = session_of(rows)
    made: Any = SparkAPI
    parts = {"num_partitions_on_repartition": parts_for(rows)}
    return made(spark_session=session, break_lineage_method="persist", **parts), [
        session.createDataFrame(
            table.to_pylist(),
            "unique_id long, name string, keys array<string>, "
            + ", ".join(f"{c} string" for c in table.column_names[3:]),
        )
        for table in tables
    ]
