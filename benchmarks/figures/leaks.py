"""P8 canaries over every channel and every way out, P19 sockets."""

from __future__ import annotations

import contextlib
import io
import json
import logging
import os
import re
import shutil
import socket
import subprocess
import sys
import traceback
import warnings
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.figures import Figure, Stopwatch, folder
from tests.factory.canaries import channels
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_ROOT = Path(__file__).resolve().parents[2]
_HERE = ("127.", "::1", "localhost")
METHODS = ("priority", "indirect", "multi_front")
_STREAM = re.compile(rb"stream\r?\n(.{1,4000000}?)endstream", re.DOTALL)


def figures(full: bool) -> Iterator[Figure]:
    """Measure what gets out."""
    watch = Stopwatch()
    counter = _Counter()
    yield _canaries(watch, full)
    yield _sockets(watch, counter.asked)


def _canaries(watch: Stopwatch, full: bool) -> Figure:
    with folder() as place, _keys(place / "keys"):
        case = place / "qinghe"
        shutil.copytree(_ROOT / "sample_data" / "qinghe", case)
        planted = channels()
        for path in (case / "inbox").iterdir():
            path.unlink()
        for channel in planted:
            (case / "inbox" / channel.file).write_bytes(channel.content)
            if channel.sidecar:
                side = case / "inbox" / f"{channel.file}.json"
                side.write_text(json.dumps(channel.sidecar), "utf-8")
        outputs = dict(_ways_out(case, place / "out", full))
        files = {
            f"file {path.relative_to(place).as_posix()}": _opened(path)
            for path in sorted(place.rglob("*"))
            if path.is_file() and "keys" not in path.relative_to(place).parts[:1]
        }
    everything = outputs | files
    leaks = sorted(
        {
            (channel.name, re.sub(r"\d+", "#", name))
            for name, body in everything.items()
            for channel in planted
            for mark in channel.marks
            if any(form in body for form in _forms(mark))
        }
    )
    first = "; first: {} in {}".format(*leaks[0]) if leaks else ""
    return watch.figure(
        "P8",
        f"canaries in {len(planted)} channels, looked for in exports, repr, errors, "
        "logs, notebooks and every file of the case",
        "0 leaks over >= 20 channels",
        f"{len(leaks)} leaks in {len(outputs)} ways out and {len(files)} files{first}",
        holds=not leaks and len(planted) >= 20 and len(outputs) >= 10,  # noqa: PLR2004 - the target
    )


@contextlib.contextmanager
def _keys(place: Path) -> Iterator[None]:
    before = os.environ.get("WORKBENCH_KEYS")
    os.environ["WORKBENCH_KEYS"] = str(place)
    try:
        yield
    finally:
        os.environ.pop("WORKBENCH_KEYS")
        if before is not None:
            os.environ["WORKBENCH_KEYS"] = before


def _ways_out(case: Path, out: Path, full: bool) -> Iterator[tuple[str, bytes]]:
    """Run the case as a user would; yield what each way out said."""
    import workbench  # noqa: PLC0415 - what is measured

    said = io.StringIO()
    handler = logging.StreamHandler(said)
    logging.getLogger().addHandler(handler)
    try:
        with (
            contextlib.redirect_stdout(said),
            contextlib.redirect_stderr(said),
            warnings.catch_warnings(),
        ):
            warnings.simplefilter("always")
            opened = workbench.open_case(case, who="figures")
            opened.new_key("unsealer")
            report = opened.take_in(level="county")
            opened.read(progress=False)
            graph = opened.graph()
            yield "intake report", repr(report).encode()
            yield "intake json", json.dumps(report.to_json()).encode()
            yield "case", repr(opened).encode()
            yield "graph", f"{graph!r} {graph.entities()!r}".encode()
            yield "letters", repr(opened.store.letters()).encode()
            frame = opened.leads()
            yield "leads", f"{frame.to_string()} {frame.to_html()}".encode()
            yield "leads json", json.dumps(opened.leads_json(), default=str).encode()
            yield "allegations", repr(opened.allegations()).encode()
            yield "journal", repr(opened.journal.entries()).encode()
            yield "clocks", repr(opened.clocks()).encode()
            yield from _plans(opened, out, METHODS if full else METHODS[:1])
            yield from _errors(opened)
            if full:
                yield "notebook", _notebook(case, out)
    finally:
        logging.getLogger().removeHandler(handler)
        yield "stdout, stderr, log", said.getvalue().encode()


def _plans(
    opened: Any, out: Path, methods: tuple[str, ...]
) -> Iterator[tuple[str, bytes]]:
    from workbench.exports import SUFFIXES  # noqa: PLC0415 - heavy

    leads = [one.id for one in opened.allegations()][:4]
    for method in methods:
        try:
            plan = opened.plan(method, leads)
        except WorkbenchError as refused:
            yield f"refusal of {method}", f"{refused} {refused!r}".encode()
            continue
        yield f"plan {method}", repr(plan).encode()
        for suffix in SUFFIXES:
            path = out / f"{method}{suffix}"
            path.parent.mkdir(exist_ok=True)
            try:
                opened.export(plan, path)
            except WorkbenchError as refused:
                yield f"refusal of {method}{suffix}", f"{refused}".encode()


def _errors(opened: Any) -> Iterator[tuple[str, bytes]]:
    """Provoke errors that stand near letters; yield whole tracebacks with locals."""
    attempts: dict[str, Callable[[], Any]] = {
        "unknown lead": lambda: opened.allegation("none"),
        "unknown name": lambda: opened.graph().paths("nobody", "no one"),
        "broken letter": lambda: _broken(opened),
        "broken working text": lambda: (
            (opened.folder / "letters" / "L001.json").write_text("{"),
            opened.store.letters(),
        ),
    }
    for name, attempt in attempts.items():
        try:
            done = attempt()
            yield f"error: {name}", repr(done).encode()
        except Exception as error:  # noqa: BLE001 - any error is a way out
            frames = traceback.TracebackException.from_exception(
                error, capture_locals=True
            )
            yield f"error: {name}", "".join(frames.format()).encode()


def _broken(opened: Any) -> Any:
    inbox = opened.folder / "inbox"
    whole = next(c for c in channels() if c.name == "author of a docx")
    (inbox / "宓翊曈.docx").write_bytes(whole.content[:900])
    done = opened.take_in(level="county").to_json()
    (inbox / "宓翊曈.docx").unlink()
    return done


def _notebook(case: Path, out: Path) -> bytes:
    """Run a small notebook on the case and return it as it would be saved."""
    import nbclient  # noqa: PLC0415 - heavy
    import nbformat  # noqa: PLC0415 - heavy
    from nbformat import v4  # noqa: PLC0415 - heavy

    cells = [
        f"import workbench as wb\ncase = wb.open_case({str(case)!r})",
        "case",
        "case.leads()",
        "case.store.letters()[0]",
        "case.journal.entries()[:3]",
        "case.allegation('none')",
    ]
    made = v4.new_notebook(cells=[v4.new_code_cell(cell) for cell in cells])
    client = nbclient.NotebookClient(made, timeout=120, allow_errors=True)
    client.execute(cwd=str(_ROOT))
    out.mkdir(exist_ok=True)
    nbformat.write(made, out / "look.ipynb")
    return nbformat.writes(made).encode()


def _opened(path: Path) -> bytes:
    """Return a file's bytes with what is packed in it, its name first."""
    body = path.read_bytes()
    parts = [path.name.encode(), body]
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            parts += [n.encode() + archive.read(n) for n in archive.namelist()]
    if body.startswith(b"%PDF"):
        import pypdf  # noqa: PLC0415 - heavy

        document = pypdf.PdfReader(io.BytesIO(body))
        parts += [page.extract_text().encode() for page in document.pages]
        parts.append(repr(document.metadata).encode())
        for packed in _STREAM.findall(body):
            with contextlib.suppress(zlib.error):
                parts.append(zlib.decompress(packed))
    if body.startswith(b"PAR1"):
        import pyarrow.parquet  # noqa: PLC0415 - heavy

        table = pyarrow.parquet.read_table(path)
        parts.append(repr(table.to_pydict()).encode())
    return b"\n".join(parts)


def _forms(mark: str) -> set[bytes]:
    forms = {mark.encode(), mark.encode("utf-16-le"), mark.encode("gb18030", "replace")}
    if not mark.isascii():
        forms.add(json.dumps(mark)[1:-1].encode())
    return forms


class _Counter:
    """Counts, and refuses, what reaches beyond this machine; an audit hook stays."""

    def __init__(self) -> None:
        self.asked = 0
        sys.addaudithook(self._look)

    def _look(self, event: str, values: tuple[Any, ...]) -> None:
        host = None
        if event == "socket.getaddrinfo":
            host = values[0]
        elif event == "socket.connect" and values[0].family != socket.AF_UNIX:
            host = values[1][0]
        if host is not None and not str(host).startswith(_HERE):
            self.asked += 1
            raise OSError(event)


def _sockets(watch: Stopwatch, asked: int) -> Figure:
    guarded = _suite_is_guarded()
    return watch.figure(
        "P19",
        "the whole suite, and the case of P8 to its exports, with sockets refused",
        "0 beyond loopback; the suite refuses them",
        f"{asked} connections or look-ups asked for; the suite "
        f"{'refuses' if guarded else 'DOES NOT refuse'} a connection outside",
        holds=not asked and guarded,
    )


def _suite_is_guarded() -> bool:
    """Run one test that reaches outside; it must fail for that reason."""
    with folder() as place:
        (place / "test_out.py").write_text(
            "import socket\n"
            "def test_out():\n"
            "    socket.create_connection(('192.0.2.1', 9), 1)\n"
        )
        shutil.copy(_ROOT / "tests" / "conftest.py", place / "conftest.py")
        program = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
        done = subprocess.run(
            [*program, str(place)],
            cwd=place, capture_output=True, text=True, check=False,
        )  # fmt: skip
    return done.returncode == 1 and "reached for the network" in done.stdout
