import pytest

from benchmarks.figures import Stopwatch, by_number, encodings, measures, trail

powercut = pytest.importorskip("benchmarks.figures.powercut")


def test_every_module_of_figures_is_found():
    rooms = {measure.__module__.rpartition(".")[2] for measure in measures()}
    assert {"crashes", "trail", "leaks", "encodings"} <= rooms


def test_a_power_cut_loses_nothing_acknowledged_and_breaks_no_chain():
    for seed in range(6):
        told, held, whole = powercut.cut(seed)
        assert told <= held <= told + 1
        assert whole


def test_a_disk_that_forgets_what_was_synced_is_noticed(monkeypatch):
    monkeypatch.setattr(powercut.Disk, "sync", lambda *_: None)
    assert not all(powercut.cut(seed)[2] for seed in range(6))


def test_the_quick_figures_hold_and_are_sorted_by_number():
    found = [*encodings.figures(False), trail._rollbacks(Stopwatch(), 10)]
    assert all(figure.holds for figure in found)
    assert [f.id for f in sorted(found, key=by_number)] == ["P10", "P15"]
