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


def _counted(name, function):
    def call(*args, **kwargs):
        calls[name] += 1
        return function(*args, **kwargs)

    return call


for _name, _function in list(backend._FOUND.items()):
    backend._FOUND[_name] = _counted(_name, _function)


def pytest_sessionfinish():
    """Write down how often each function was answered by the backend."""
    Path(os.environ["BACKEND_CALLS"]).write_text(json.dumps(calls), "utf-8")
