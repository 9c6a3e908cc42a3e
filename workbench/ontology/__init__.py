"""Kinds of records, entities and links, as data with a small loader."""

from workbench.ontology.kinds import Column, RecordKind, record_kind, record_kinds

__all__ = ["Column", "RecordKind", "record_kind", "record_kinds"]
