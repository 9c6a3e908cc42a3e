"""Lets NetworkX's own tests run on the backend, and counts what it answered."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

from tests.factory.backend import register
from workbench.graph import backend

register()
calls: Counter[str] = Counter()
before: dict[str, tuple[str, int]] = {}
tests: list[tuple[str, bool, bool]] = []


def _counted(name, function):
    def call(*args, **kwargs):
        calls[name] += 1
        return function(*args, **kwargs)

    return call


for _name, _function in list(backend._FOUND.items()):
    backend._FOUND[_name] = _counted(_name, _function)


def pytest_runtest_setup(item):
    """Note how much was answered before a test, where it is set up too."""
    before[item.nodeid] = item.module.__name__, calls.total()


def pytest_runtest_logreport(report):
    """Note whether a test passed, and whether the backend answered in it."""
    if report.when == "call" and not report.skipped:
        module, asked = before[report.nodeid]
        tests.append((module, report.passed, calls.total() > asked))


def pytest_sessionfinish():
    """Write down each test, and how often each function was answered."""
    Path(os.environ["BACKEND_TOLD"]).write_text(json.dumps([tests, calls]), "utf-8")
