"""Brute force takes as long as it takes."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("graph", deadline=None)
settings.load_profile("graph")
