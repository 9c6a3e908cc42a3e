"""The ``workbench`` command: every step of a case from a terminal.

Exit status: 0 done (input that was refused is reported, it is no failure), 1 what was
asked does not hold, 2 wrong use.
"""

from __future__ import annotations

import os
import sys

import click

from workbench.cli.spoken import choose_language, fail, wrong_use
from workbench.errors import JournalError, PlanError, SealError, WorkbenchError

__all__ = ["main"]


def main() -> None:
    """Run the command line; the console script ``workbench`` calls this."""
    choose_language(sys.argv[1:])
    from workbench.cli.commands import workbench  # noqa: PLC0415 - after the language

    try:
        workbench.main(prog_name="workbench", standalone_mode=False)
    except click.UsageError as error:
        click.echo(wrong_use(error), err=True)
        raise SystemExit(2) from None
    except click.Abort:
        raise SystemExit(130) from None
    except click.ClickException as error:
        click.echo(error.format_message(), err=True)
        raise SystemExit(2) from None
    except (JournalError, PlanError, SealError) as error:
        fail(error, 1)
    except WorkbenchError as error:
        fail(error, 2)
    except BrokenPipeError:
        # The reader of the pipe has gone; leave quietly, as other tools do.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
