"""The reporter's identity: sealed, kept apart, guarded on the way out.

Nothing here ever holds an identity in the clear for longer than one call of the intake
officer's step. Only ``intake`` and ``case`` may import this room.

::

    durable    bytes on disk before a call returns
    keys       age key pairs of the unsealers; the public half lies in the case
    sealed     Sealed: a value that can only be carried, never shown
    vault      sealed/: one item a letter, each under a key that can be destroyed
    register   keyed fingerprints of identities and the tokens that stand for them
    guard      what no export may contain
    unseal     request, approval by a second person, shown by a separate process
"""

from __future__ import annotations

from workbench.seal.guard import Guard, open_guard
from workbench.seal.keys import KeyPair, new_keys, private_folder, public_keys
from workbench.seal.register import Register
from workbench.seal.sealed import Sealed
from workbench.seal.vault import Vault

__all__ = [
    "Guard",
    "KeyPair",
    "Register",
    "Sealed",
    "Vault",
    "new_keys",
    "open_guard",
    "private_folder",
    "public_keys",
]
