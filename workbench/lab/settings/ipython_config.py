"""Loaded by each kernel: what is typed is kept in the notebook and nowhere else."""

c = get_config()  # type: ignore[name-defined]  # noqa: F821 - IPython puts it there

c.HistoryManager.enabled = False
