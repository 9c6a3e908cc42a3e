"""Public data beside the repository; tests on it skip where it does not lie."""

from __future__ import annotations

import os
from pathlib import Path

_BESIDE = Path(__file__).parents[3] / "shared" / "data"
FOLDER = Path(os.environ.get("WORKBENCH_PUBLIC_DATA", _BESIDE))
FINCEN = FOLDER / "fincen" / "download_transactions_map.csv"
DONATIONS = FOLDER / "donations" / "donations.ijson"
