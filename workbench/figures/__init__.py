"""Static pictures, each with the same content in words; the only room that draws.

Importing it loads neither matplotlib nor networkx; both come with the first drawing.
"""

from workbench.figures.fonts import missing
from workbench.figures.funds import funds_picture
from workbench.figures.gantt import gantt, gantts
from workbench.figures.leads import leads_picture
from workbench.figures.links import link_picture
from workbench.figures.matrix import matrix_picture
from workbench.figures.picture import Picture
from workbench.figures.spread import spread_picture

__all__ = [
    "Picture",
    "funds_picture",
    "gantt",
    "gantts",
    "leads_picture",
    "link_picture",
    "matrix_picture",
    "missing",
    "spread_picture",
]
