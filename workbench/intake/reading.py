"""Reads what lies in a case's ``files/``, each content once, and reports on it."""

from __future__ import annotations

import errno
import fcntl
import json
import sys
import tempfile
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import file_digest, sha256
from importlib.resources import files as resources
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from workbench.errors import CaseError
from workbench.intake.contents import Content, from_json, take
from workbench.intake.decided import choices_of, encodings_of
from workbench.intake.isolation import Reader
from workbench.intake.naming import plain_name
from workbench.intake.report import FileReport, Problem, ReadReport
from workbench.store import Store, write_whole
from workbench.wording import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workbench.intake.decided import Entry, Journal
    from workbench.intake.raw import RawMember
    from workbench.intake.understand import Choice

_ = words("intake")
_DEPTH = 3
_PATIENCE = 1  # seconds before a bar is shown
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NO_ROOM = _FULL | {errno.EROFS, errno.EACCES, errno.EPERM}
_SYSTEM = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
_READER = "5"  # counted up when code reads the same bytes differently


def read_case(
    folder: Path | str,
    *,
    journal: Journal,
    progress: bool = True,
    decisions: Iterable[Entry] | None = None,
) -> ReadReport:
    """Read every file below ``files/`` that is new, and report on all of them.

    A content (by SHA-256) is read once; reading again changes nothing. The journal gets
    one ``received`` entry for each new file content. A changed file is new content;
    what was read from the old one stays on disk but no longer counts.

    Parameters
    ----------
    folder
        The case folder.
    journal
        Where ``received`` entries go and ``mapping_set`` decisions come from.
    progress
        Whether a bar may run on stderr.
    decisions
        ``mapping_set`` entries to follow instead of the journal's.

    Returns
    -------
    ReadReport
        One entry a file, problems in order of place, layouts as understood.

    Raises
    ------
    CaseError
        When ``files/`` is missing, the disk is full or ``computed/`` cannot be written.
    """
    root = Path(folder) / "files"
    if not root.is_dir():
        raise CaseError("intake.no_files_folder", folder=Path(folder).name)
    if root.is_symlink():  # it could lead anywhere, up to the whole disk
        raise CaseError("intake.files_elsewhere", folder=Path(folder).name)
    store = Store(folder)
    try:
        with _alone(store):
            return _read(root, store, journal, decisions, progress=progress)
    except OSError as no:
        if no.errno not in _NO_ROOM:
            raise
        code = "intake.disk_full" if no.errno in _FULL else "intake.read_only"
        raise CaseError(code, folder=Path(folder).name) from None


@contextmanager
def _alone(store: Store) -> Iterator[None]:
    """Let one process read a case at a time; another waits and then finds it read."""
    with store.computed("read/lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _read(
    root: Path,
    store: Store,
    journal: Journal,
    decisions: Iterable[Entry] | None,
    *,
    progress: bool,
) -> ReadReport:
    given = list(journal.entries("mapping_set") if decisions is None else decisions)
    run = _Run(store, journal, choices_of(given), encodings_of(given))
    paths = sorted(
        path for path in root.rglob("*") if path.is_symlink() or not path.is_dir()
    )
    store.sweep()
    with Reader() as reader, tempfile.TemporaryDirectory() as spare:
        for path in _with_bar(paths, progress=progress):
            run.file(path, root, reader, Path(spare))
    store.hold(run.held)
    return run.report()


def _with_bar(paths: list[Path], *, progress: bool) -> Iterator[Path]:
    """Pass paths on; a bar appears once reading takes over a second.

    Only then is what draws it loaded: a case that has nothing new opens sooner.
    """
    begun = monotonic()
    for done, path in enumerate(paths):
        if progress and monotonic() - begun > _PATIENCE:
            yield from _bar(paths, done)
            return
        yield path


def _bar(paths: list[Path], done: int) -> Iterator[Path]:
    from tqdm.auto import tqdm  # noqa: PLC0415 - only where a bar is wanted

    said: dict[str, Any] = {"desc": _("reading"), "file": sys.stderr, "leave": False}
    yield from tqdm(paths[done:], initial=done, total=len(paths), **said)


@cache
def _rules() -> str:
    """Digest of the mapping data: other rules, other reading."""
    digest = sha256()
    for entry in sorted(
        resources("workbench.intake").joinpath("mapping").iterdir(),
        key=lambda each: each.name,
    ):
        digest.update(entry.read_bytes())
    digest.update(_READER.encode())
    return digest.hexdigest()[:16]


def _refused(name: str, code: str) -> Content:
    return Content(name, "", kind="unreadable", problems=[Problem(name, code)])


class _Run:
    """One reading of a folder: what has been seen, and what came of it."""

    def __init__(
        self,
        store: Store,
        journal: Journal,
        choices: dict[str, Choice],
        encodings: dict[str, str],
    ) -> None:
        self.store = store
        self.journal = journal
        self.choices = choices
        self.encodings = encodings
        self.held: dict[str, str] = {}
        self.new = 0
        self.contents: list[Content] = []
        self.files: list[FileReport] = []
        self.received = {
            entry.value["sha256"]
            for entry in journal.entries("received")
            if isinstance(entry.value, dict) and "sha256" in entry.value
        }

    def file(self, path: Path, root: Path, reader: Reader, spare: Path) -> None:
        """Read one file of the folder with everything inside it."""
        name = plain_name(path.relative_to(root).as_posix())
        if path.is_symlink():
            self._whole(_refused(name, "intake.link"), [])
            return
        if not path.is_file():  # a pipe would never end, a device does things
            self._whole(_refused(name, "intake.no_file"), [])
            return
        try:
            with path.open("rb") as file:
                digest = file_digest(file, "sha256").hexdigest()
        except OSError:
            self._whole(_refused(name, "intake.not_readable"), [])
            return
        if path.name.lower() in _SYSTEM or path.name.startswith("~$"):
            self._whole(Content(name, digest, kind="system"), [])
            return
        self._receive(name, digest, path.stat().st_size)
        inner: list[Content] = []
        self._whole(self._content(path, name, digest, reader, spare, inner), inner)

    def _receive(self, name: str, digest: str, size: int) -> None:
        if digest not in self.received:
            value = {"sha256": digest, "size": size}
            self.journal.append("received", f"file:{name}", value)
            self.received.add(digest)
            self.new += 1

    def _whole(self, content: Content, inner: list[Content]) -> None:
        """Report a file with its members as one entry."""
        every = [content, *inner]
        kinds = sorted({part for each in inner for part in each.kind.split("+")})
        plain = [
            kind for kind in kinds if kind not in ("empty", "duplicate", "archive")
        ]
        own = [] if content.kind == "archive" else content.kind.split("+")
        kind = "+".join(dict.fromkeys([*own, *plain])) or content.kind
        self.files.append(
            FileReport(
                content.file,
                content.sha256,
                kind,
                sum(each.read for each in every),
                sum(each.refused for each in every),
                sum(each.skipped for each in every),
            )
        )
        self.contents += every

    def _content(
        self,
        path: Path | None,
        name: str,
        digest: str,
        reader: Reader,
        spare: Path,
        inner: list[Content],
    ) -> Content:
        if digest in self.held:
            again = Problem(
                name, "intake.duplicate", fields={"first": self.held[digest]}
            )
            return Content(name, digest, kind="duplicate", problems=[again])
        self.held[digest] = name
        known = self._known(name, digest)
        if known and all(self._kept(member) for member in known.members):
            for member, member_digest in known.members:
                inner.append(
                    self._content(None, member, member_digest, reader, spare, inner)
                )
            return known
        if path is None:
            raise CaseError("intake.lost_member", file=name)
        content, members = take(
            path,
            name,
            digest,
            reader=reader,
            store=self.store,
            choices=self.choices,
            encoding=self.encodings.get(digest),
        )
        self._open(content, members, reader, spare, inner)
        content.key = self._key(content)
        content.parts = self.store.parts(digest)
        said = json.dumps(content.to_json(), ensure_ascii=False, indent=0).encode()
        write_whole(self._report_of(digest), said)
        return content

    def _open(
        self,
        content: Content,
        members: list[RawMember],
        reader: Reader,
        spare: Path,
        inner: list[Content],
    ) -> None:
        if members and content.file.count("!/") >= _DEPTH:
            content.problems.append(
                Problem(content.file, "intake.nested", fields={"most": _DEPTH})
            )
            return
        for number, member in enumerate(members):
            name = f"{content.file}!/{plain_name(member.name)}"
            digest = sha256(member.content).hexdigest()
            content.members.append((name, digest))
            path = spare / f"{digest}-{number}"
            path.write_bytes(member.content)
            inner.append(self._content(path, name, digest, reader, spare, inner))
            path.unlink(missing_ok=True)

    def _report_of(self, digest: str) -> Path:
        return self.store.computed(f"read/{digest}.json")

    def _known(self, name: str, digest: str) -> Content | None:
        with suppress(OSError, ValueError, KeyError, TypeError):
            content = from_json(json.loads(self._report_of(digest).read_bytes()))
            whole = content.parts == self.store.parts(digest)
            if content.file == name and whole and content.key == self._key(content):
                return content
        return None

    def _kept(self, member: tuple[str, str]) -> bool:
        name, digest = member
        if digest in self.held:
            return True
        known = self._known(name, digest)
        return known is not None and all(self._kept(each) for each in known.members)

    def _key(self, content: Content) -> str:
        """Digest what decided the reading: rules, and decisions on its layouts."""
        said = [_rules(), self.encodings.get(content.sha256, "")]
        owner = self.choices.get(f"owner:{content.sha256}")
        said += [json.dumps(sorted(owner.said.items()))] if owner else []
        for layout in sorted({each.fingerprint for each in content.layouts}):
            choice = self.choices.get(layout)
            if choice:
                said.append(
                    json.dumps([layout, choice.form, sorted(choice.columns.items())])
                )
        return sha256("\n".join(said).encode()).hexdigest()[:16]

    def report(self) -> ReadReport:
        """Sum up."""
        order = {each.file: place for place, each in enumerate(self.files)}
        contents = sorted(
            self.contents, key=lambda c: (order.get(c.file.split("!/")[0], 0), c.file)
        )
        return ReadReport(
            tuple(self.files),
            tuple(problem for each in contents for problem in each.problems),
            tuple(layout for each in contents for layout in each.layouts),
            self.new,
            {each.file: each.sha256 for each in contents},
        )
