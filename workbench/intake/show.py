"""Show one identity on a terminal, then clear it: ``python -m workbench.intake.show``.

Started by :func:`workbench.intake.unseal.show` after the journal entry is on disk. It
writes to a terminal only, keeps nothing and ends by itself.
"""

from __future__ import annotations

import getpass
import json
import select
import sys
from pathlib import Path
from typing import TextIO

from workbench.errors import SealError
from workbench.seal import Vault
from workbench.seal.keys import load_private
from workbench.wording import words

SHOWN_FOR = 60.0
"""Seconds until the screen is cleared by itself."""

_CLEAR = "\x1b[2J\x1b[3J\x1b[H"
_ARGUMENTS = 4
_ = words("seal")


def main(arguments: list[str], terminal: TextIO, keys: TextIO) -> int:
    """Show the identity sealed with one letter.

    Parameters
    ----------
    arguments
        Program, case folder, register number, file with the private key.
    terminal, keys
        Where it is shown; where Enter is waited for.

    Returns
    -------
    int
        0 shown, 1 refused, 2 wrong use.
    """
    if len(arguments) != _ARGUMENTS or not terminal.isatty():
        return 2
    _no_traces()
    folder, item, private = Path(arguments[1]), arguments[2], Path(arguments[3])
    try:
        key = load_private(private, _passphrase(private))
        body = json.loads(Vault(folder).open(item, key))
    except SealError as refused:
        terminal.write(f"{refused}\n")
        return 1
    terminal.writelines(
        f"  {kind}: {said}\n" for kind, said in body.get("identity", [])
    )
    if not body.get("identity"):
        terminal.write(_("No identity was found in this letter.") + "\n")
    terminal.write(_("Enter clears the screen.") + "\n")
    terminal.flush()
    select.select([keys], [], [], SHOWN_FOR)
    terminal.write(_CLEAR)
    terminal.flush()
    return 0


def _passphrase(private: Path) -> str:
    try:
        protected = private.read_bytes().startswith(b"age-encryption.org/")
    except OSError:
        return ""
    return (
        getpass.getpass(_("Passphrase of the private key:") + " ") if protected else ""
    )


def _no_traces() -> None:
    """Keep the plaintext out of a core file."""
    try:
        import resource  # noqa: PLC0415 - not on every system

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, ValueError, OSError):
        pass


if __name__ == "__main__":
    sys.exit(main(sys.argv, sys.stdout, sys.stdin))
