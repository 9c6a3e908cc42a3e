"""The NetworkX backend, registered also where the package is not installed."""

from __future__ import annotations

from importlib.metadata import EntryPoint

import networkx as nx
from networkx.utils import backends as nxb

from workbench.graph.backend_info import info

NAME = "workbench"


def register() -> None:
    """Do by hand what an installed package's entry points do."""
    if NAME not in nxb.backends:
        nxb.backends[NAME] = EntryPoint(
            NAME, "workbench.graph.backend:Dispatcher", "networkx.backends"
        )
        nxb.backend_info[NAME] = info()
        nx.config.backends = nx.utils.Config(
            **{**dict(nx.config.backends), NAME: nx.utils.Config()}
        )
        for name in info()["functions"]:
            nxb._registered_algorithms[name].backends.add(NAME)
    nxb._dispatchable.__call__ = nxb._dispatchable._call_if_any_backends_installed
