"""Loaded by Jupyter Server through JUPYTER_CONFIG_DIR; see ``workbench.lab.server``."""

import json
import os

from workbench.lab.server import configuration, strip_widget_state
from workbench.lab.warm import prepare

c = get_config()  # type: ignore[name-defined]  # noqa: F821 - Jupyter puts it there

for owner, settings in configuration(**json.loads(os.environ["WORKBENCH_LAB"])).items():
    for name, value in settings.items():
        setattr(getattr(c, owner), name, value)
c.ContentsManager.pre_save_hook = strip_widget_state
prepare()  # a kernel for whoever opens a notebook first
