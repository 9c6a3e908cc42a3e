"""The one door to a case: opens it, runs each step, journals each decision.

::

    settings      case.toml, checked
    opening       new cases, and opening one
    ground        what every part stands on: folder, journal, decisions
    taking_in     letters taken in, files read, layouts corrected
    case          Case: the steps, from files to plan
    decisions     what the journal says people decided
    triage        letters to allegations, with what the records say of them
    handing_out   exports under guard
    conclusions   conclusions as a regression test
"""

from workbench.case.case import Case
from workbench.case.opening import graph_of, new_case, open_case, unpack_case

__all__ = ["Case", "graph_of", "new_case", "open_case", "unpack_case"]
