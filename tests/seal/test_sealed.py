import copy
import io
import json
import logging
import pickle
import pprint
import traceback
import warnings
from dataclasses import asdict, dataclass

import ipywidgets
import pandas as pd
import pyrage
import pytest

from workbench.errors import SealError
from workbench.seal import Sealed

CANARY = "王举报1003"


@pytest.fixture(scope="module")
def sealed():
    key = pyrage.x25519.Identity.generate().to_public()
    return Sealed.of(CANARY.encode(), [key])


@dataclass
class Complaint:
    number: int
    reporter: Sealed


def _traceback(value):
    try:
        return {}[f"bad row: {value}"]
    except KeyError:
        return traceback.format_exc()


def _locals(value):
    try:
        return 1 / int(f"{value}"[:0] or 0)
    except ZeroDivisionError as error:
        frames = traceback.TracebackException.from_exception(error, capture_locals=True)
        return "".join(frames.format())


def _logged(value):
    stream = io.StringIO()
    logger = logging.getLogger("test.sealed")
    logger.addHandler(logging.StreamHandler(stream))
    logger.warning("import %s %r", value, value)
    return stream.getvalue()


def _warned(value):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        warnings.warn(f"odd {value}", stacklevel=1)
    return str(caught[0].message)


def _asserted(value):
    try:
        assert not value, value
    except AssertionError as error:
        return str(error)


_CHANNELS = {
    "repr": repr,
    "str": str,
    "format": "{:>20}".format,
    "percent": lambda v: "%s %r %a" % (v, v, v),  # noqa: UP031 - a channel of its own
    "print": lambda v: pprint.pformat({"reporter": [v]}),
    "dataclass": lambda v: repr(Complaint(1, v)),
    "container": lambda v: repr({"a": (v, [v])}),
    "frame": lambda v: pd.DataFrame({"reporter": [v]}).to_string(),
    "frame html": lambda v: pd.DataFrame({"reporter": [v]}).to_html(escape=False),
    "frame csv": lambda v: pd.DataFrame({"reporter": [v]}).to_csv(),
    "series": lambda v: repr(pd.Series([v], dtype=object)),
    "traceback": _traceback,
    "locals": _locals,
    "log": _logged,
    "warning": _warned,
    "assert": _asserted,
    "dir": lambda v: repr(dir(v)),
    "widget": lambda v: repr(ipywidgets.Label(str(v)).get_state()),
    "hash": lambda v: str(hash(v)),
    "ciphertext": lambda v: v.to_bytes().decode("latin-1"),
    "json default": lambda v: json.dumps({"v": v}, default=str),
}


@pytest.mark.parametrize("channel", _CHANNELS)
def test_no_channel_shows_what_is_sealed(sealed, channel):
    shown = _CHANNELS[channel](sealed)
    assert shown
    assert CANARY not in shown
    assert CANARY.encode("utf-8").decode("latin-1") not in shown


@pytest.mark.parametrize(
    "way",
    [pickle.dumps, copy.copy, copy.deepcopy, lambda v: asdict(Complaint(1, v))],
)
def test_it_cannot_be_carried_out_of_the_process(sealed, way):
    with pytest.raises(SealError):
        way(sealed)


@pytest.mark.parametrize("way", [json.dumps, bytes, list, len, "".join, vars])
def test_it_does_not_turn_into_anything_else(sealed, way):
    with pytest.raises(TypeError):
        way(sealed)


def test_plaintext_cannot_be_passed_off_as_sealed():
    with pytest.raises(SealError):
        Sealed(CANARY.encode())


def test_it_does_not_change(sealed):
    with pytest.raises(AttributeError):
        sealed.note = CANARY
