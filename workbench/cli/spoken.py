"""Click commands that speak the language in force when help is shown.

Help texts are English messages of the ``cli`` catalogue, translated when they are
printed, so ``--help`` exists in both languages without building the commands twice.
"""

from __future__ import annotations

import locale
import os
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

import click

from workbench.figures.plain import pad, width, wrap
from workbench.wording import LANGUAGES, Language, explain, suggest, use, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.errors import WorkbenchError

_ = words("cli")
_F = TypeVar("_F", bound=Callable[..., Any])
_STANDS_FOR = re.compile(r"[A-Z]{2,}")  # what the reader fills in: CASE, TEXT
_DEFAULT = re.compile(r"\[default: (.+)\]$")
_LEFT = 30  # columns of a terminal that the first column of help may take
_CLOSING = "，。；：、！？）》”"
_CHOICE = re.compile(r"\[%Y-%m-%d\]")


class Form(NamedTuple):
    """One way to write a command of several steps, and what it does."""

    words: str
    help: str


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


def _filled(text: str) -> str:
    """Name in the language in force what the reader fills in."""
    named = {
        "OPTIONS": _("OPTIONS"),
        "COMMAND": _("COMMAND"),
        "ARGS": _("ARGS"),
        "ARG": _("ARG"),
        "CASE": _("CASE"),
        "TABLE": _("TABLE"),
        "LETTERS": _("LETTERS"),
        "NOTEBOOK": _("NOTEBOOK"),
        "DIRECTORY": _("DIRECTORY"),
        "FILENAME": _("FILENAME"),
        "CASES": _("CASES"),
        "TEXT": _("TEXT"),
        "PATH": _("PATH"),
        "INTEGER": _("INTEGER"),
        "FLOAT": _("FLOAT"),
        "NAME": _("NAME"),
        "FROM": _("FROM"),
        "TO": _("TO"),
        "ENTITY": _("ENTITY"),
        "ENTITIES": _("ENTITIES"),
        "LAYOUT": _("LAYOUT"),
        "RECEIPT": _("RECEIPT"),
        "WHAT": _("WHAT"),
        "LETTER": _("LETTER"),
        "REQUEST": _("REQUEST"),
        "MEMBER": _("MEMBER"),
        "PERSON": _("PERSON"),
        "ALLEGATION": _("ALLEGATION"),
        "STEP": _("STEP"),
        "ELEMENT": _("ELEMENT"),
        "AFTER": _("AFTER"),
        "OLD": _("OLD"),
        "NEW": _("NEW"),
        "DISPOSITION": _("DISPOSITION"),
        "NOTE": _("NOTE"),
        "SPECIFICITY": _("SPECIFICITY"),
        "VERIFIABILITY": _("VERIFIABILITY"),
    }
    dated = _CHOICE.sub(_("YYYY-MM-DD"), text)
    return _STANDS_FOR.sub(lambda found: named.get(found[0], found[0]), dated)


class SpokenOption(click.Option):
    """An option whose help is translated when it is shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option's line of help in the language in force."""
        kept = self.help
        self.help = _(kept) if kept else kept
        try:
            record = super().get_help_record(ctx)
        finally:
            self.help = kept
        if record is None:
            return None
        said = record[1].replace("[required]", _("[required]"))
        default = _DEFAULT.search(said)
        if default:
            told = _("[default: {value}]").format(value=default[1])
            said = said[: default.start()] + told
        return _filled(record[0]), said


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
            ctx.command_path, _filled(" ".join(pieces)), prefix=_("Usage:") + " "
        )

    def format_options(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """Write the options, under a heading in the language in force."""
        rows = [
            record
            for param in cast("click.Command", self).get_params(ctx)
            if (record := param.get_help_record(ctx)) is not None and record[1]
        ]
        _section(formatter, _("Options"), rows)


def _section(
    formatter: click.HelpFormatter, title: str, rows: Sequence[tuple[str, str]]
) -> None:
    """Write two columns; a Chinese character is two columns of a terminal wide."""
    if not rows:
        return
    first = min(max(width(left) for left, _right in rows), _LEFT) + 2
    with formatter.section(title):
        margin = " " * formatter.current_indent
        room = formatter.width - formatter.current_indent - first
        for left, right in rows:
            told = _tidy_ends(wrap(right, max(room, _LEFT)))
            begin = pad(left, first) if width(left) + 2 <= first else left + "\n"
            if begin.endswith("\n"):
                begin += margin + " " * first
            between = "\n" + margin + " " * first
            formatter.write(margin + begin + between.join(told) + "\n")


def _tidy_ends(lines: Sequence[str]) -> list[str]:
    """Begin no line with a mark that closes the one before."""
    out: list[str] = []
    for line in lines:
        rest = line.lstrip(_CLOSING) if out else line
        if out:
            out[-1] += line[: len(line) - len(rest)]
        if rest:
            out.append(rest)
    return out


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
    """A command that speaks both languages; ``forms`` lists its several steps."""

    def __init__(self, *args: Any, forms: Sequence[Form] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.forms = tuple(forms)
        self.params.append(_language_option())

    def format_options(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """Write how each step is called, then the options."""
        rows = [(_filled(form.words), _(form.help)) for form in self.forms]
        _section(formatter, _("Steps"), rows)
        super().format_options(ctx, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Translate the help of ``--help`` itself."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _("Show this message and end.")
        return option


class SpokenGroup(_Spoken, click.Group):
    """The group of all commands, in the order of a working day."""

    command_class = SpokenCommand

    def __init__(self, *args: Any, closing: Form, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.closing = closing
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
        _section(formatter, _("Commands"), rows)
        formatter.write_paragraph()
        told = _tidy_ends(wrap(_(self.closing.help), formatter.width))
        formatter.write("\n".join(told) + "\n")


def form_of(forms: Sequence[Form], step: str) -> str:
    """Return the words that follow a step, as its form has them."""
    found = next(f.words for f in forms if f.words.split(maxsplit=1)[0] == step)
    return _filled(found.removeprefix(step).strip())


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
        kind = error.param.type if error.param else None
        why = error.message
        if isinstance(kind, click.Choice):
            why = _("known are {known}.").format(
                known=", ".join(map(str, kind.choices))
            )
        said = told.format(name=name, why=why)
    else:
        said = error.format_message()
    path = error.ctx.command_path if error.ctx else "workbench"
    return f"{said} " + _("See: {path} --help").format(path=path)


def fail(error: WorkbenchError, status: int) -> None:
    """Print an error as one sentence on stderr and end with ``status``."""
    click.echo(explain(error), err=True)
    raise SystemExit(status)
