"""A case of a dozen rows, read in a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.case import new_case

if TYPE_CHECKING:
    from pathlib import Path

STAFF = (
    "姓名,工作单位,职务,联系电话\n"
    "张国强,清河县交通局,科员,13900000001\n"
    "Zhang Guoqiang,清河县交通局,科员,13900000001\n"
    "王某某,清河县水利局,股长,13900000002\n"
    "王建国,清河县水利局,股长,13900000002\n"
    "李娜,清河县财政局,会计,13900000003\n"
)


def small_case(folder: Path) -> Path:
    """Make a case with one list of staff, two of them written in two ways."""
    case = new_case(folder / "small", title="小案", language="zh")
    (case / "files").mkdir(exist_ok=True)
    (case / "files" / "人员.csv").write_text(STAFF, "utf-8")
    return case
