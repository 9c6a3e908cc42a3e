"""What holds in the whole suite."""

from __future__ import annotations

import ipaddress
import socket
from typing import Any

import pytest


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
