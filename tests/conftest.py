"""What holds in the whole suite."""

from __future__ import annotations

import ipaddress
import os
import socket
from typing import Any

import pytest
from hypothesis import settings

from workbench import wording

# The same examples on every run; HYPOTHESIS_PROFILE=explore looks for new ones. A busy
# machine is no failure, so no example has a deadline.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


@pytest.fixture(autouse=True, scope="session")
def _own_keys(tmp_path_factory):
    """Keep keys that a test makes out of the account's own folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKBENCH_KEYS", str(tmp_path_factory.mktemp("keys")))
        yield


@pytest.fixture(autouse=True, scope="session")
def _no_network():
    """Refuse every connection beyond loopback (SECURITY P19)."""
    real = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            host = address[0]
            local = host == "localhost" or ipaddress.ip_address(host).is_loopback
            if not local:
                raise AssertionError(f"a test reached for the network: {host}")
        real(self, address)

    socket.socket.connect = guarded
    yield
    socket.socket.connect = real


@pytest.fixture(autouse=True)
def _nobody_has_chosen_a_language():
    """Begin each test as a process begins: in Chinese, by nobody's choice."""
    wording._language.set("zh")
    wording._chosen.set(False)
