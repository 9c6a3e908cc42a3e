"""A practice case for the panels; read once a module."""

from __future__ import annotations

import pytest

from workbench.lab import practice_case


@pytest.fixture(scope="module")
def case():
    return practice_case("qinghe")
