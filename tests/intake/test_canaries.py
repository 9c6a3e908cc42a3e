import json

import pytest

from tests.factory.canaries import channels
from tests.factory.letters import a_case, everything_below, taken

CHANNELS = channels()


@pytest.fixture(scope="module")
def swept(tmp_path_factory):
    """Take every channel's letter in and return all bytes of the case afterwards."""
    case = a_case(tmp_path_factory.mktemp("canaries"))
    for channel in CHANNELS:
        path = case / "inbox" / channel.file
        path.write_bytes(channel.content)
        if channel.sidecar:
            side = case / "inbox" / f"{channel.file}.json"
            side.write_text(json.dumps(channel.sidecar, ensure_ascii=False), "utf-8")
    report = taken(case)
    assert len(report.letters) == len(CHANNELS)
    assert list((case / "inbox").iterdir()) == []
    return everything_below(case) + repr(report).encode()


def test_there_are_more_than_twenty_channels_each_with_its_own_marks():
    assert len(CHANNELS) >= 20
    marks = [mark for channel in CHANNELS for mark in channel.marks]
    assert len(set(marks)) >= len(marks) - 1


@pytest.mark.parametrize("channel", CHANNELS, ids=lambda channel: channel.name)
def test_no_channel_leaves_its_reporter_in_the_case_folder(swept, channel):
    assert channel.marks
    for mark in channel.marks:
        assert mark.encode() not in swept, mark
        assert mark.encode("unicode_escape") not in swept or mark.isascii()


def test_the_persons_named_are_still_in_the_working_texts(swept):
    for name in ("周德海", "周小军"):
        assert swept.count(name.encode()) > 2 * (len(CHANNELS) - 4)
