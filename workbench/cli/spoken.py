"""Click commands that speak the language in force when help is shown.

Help texts are English messages of the ``cli`` catalogue, translated when they are
printed, so ``--help`` exists in both languages without building the commands twice.
"""

from __future__ import annotations

import locale
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from workbench.wording import LANGUAGES, Language, explain, suggest, use, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.errors import WorkbenchError

_ = words("cli")
_F = TypeVar("_F", bound=Callable[..., Any])


def choose_language(arguments: Sequence[str]) -> None:
    """Speak as ``--lang`` or ``WORKBENCH_LANG`` say, else as the locale suggests.

    What was said outright wins over the language of a case; the locale does not.
    """
    said = os.environ.get("WORKBENCH_LANG", "")
    for at, argument in enumerate(arguments):
        if argument == "--lang" and at + 1 < len(arguments):
            said = arguments[at + 1]
        elif argument.startswith("--lang="):
            said = argument.partition("=")[2]
    if said in LANGUAGES:
        use(said)
        return
    local = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    local = local or locale.getlocale()[0] or ""
    suggest("en" if local.lower().startswith("en") else "zh")


def _say_language(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    if value:
        use(cast("Language", value))
    return value


class SpokenOption(click.Option):
    """An option whose help is translated when it is shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option's line of help in the language in force."""
        kept = self.help
        self.help = _(kept) if kept else kept
        try:
            return super().get_help_record(ctx)
        finally:
            self.help = kept


class _Spoken:
    """What commands and groups share."""

    help: str | None
    params: list[click.Parameter]

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the first sentence, translated."""
        del limit
        text = _((self.help or "").strip())
        return text.split("\n\n")[0].replace("\n", " ")

    def format_help_text(
        self, _ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """Write the command's description."""
        if self.help:
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(_(self.help.strip()))

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line of usage."""
        pieces = cast("click.Command", self).collect_usage_pieces(ctx)
        formatter.write_usage(
            ctx.command_path, " ".join(pieces), prefix=_("Usage:") + " "
        )

    def format_options(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """Write the options, under a heading in the language in force."""
        rows = [
            record
            for param in cast("click.Command", self).get_params(ctx)
            if (record := param.get_help_record(ctx)) is not None
        ]
        if rows:
            with formatter.section(_("Options")):
                formatter.write_dl(rows)


def _language_option() -> SpokenOption:
    return SpokenOption(
        ["--lang"],
        type=click.Choice(LANGUAGES),
        expose_value=False,
        is_eager=True,
        callback=_say_language,
        help="Language of what is shown.",
    )


class SpokenCommand(_Spoken, click.Command):
    """A command that speaks both languages."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.append(_language_option())

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Translate the help of ``--help`` itself."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _("Show this message and end.")
        return option


class SpokenGroup(_Spoken, click.Group):
    """The group of all commands, in the order of a working day."""

    command_class = SpokenCommand

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.append(_language_option())

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Keep the order in which the commands were added."""
        del ctx
        return list(self.commands)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Translate the help of ``--help`` itself."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _("Show this message and end.")
        return option

    def format_options(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """Write the options, then the commands with one line each."""
        super().format_options(ctx, formatter)
        rows = [(n, c.get_short_help_str()) for n, c in self.commands.items()]
        with formatter.section(_("Commands")):
            formatter.write_dl(rows)


def spoken_option(*names: str, **kwargs: Any) -> Callable[[_F], _F]:
    """Declare an option whose help is translated when shown."""
    return click.option(*names, cls=SpokenOption, **kwargs)


def wrong_use(error: click.UsageError) -> str:
    """Say in the language in force what is wrong with a call."""
    if isinstance(error, click.NoSuchOption):
        said = _("There is no option {name}.").format(name=error.option_name)
    elif isinstance(error, click.MissingParameter):
        name = error.param.human_readable_name if error.param else ""
        said = _("{name} is missing.").format(name=name)
    elif isinstance(error, click.BadParameter):
        name = error.param.human_readable_name if error.param else ""
        told = _("The value of {name} cannot be used: {why}")
        said = told.format(name=name, why=error.message)
    else:
        said = error.format_message()
    path = error.ctx.command_path if error.ctx else "workbench"
    return f"{said} " + _("See: {path} --help").format(path=path)


def fail(error: WorkbenchError, status: int) -> None:
    """Print an error as one sentence on stderr and end with ``status``."""
    click.echo(explain(error), err=True)
    raise SystemExit(status)
