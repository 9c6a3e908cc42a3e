"""Static pictures, each with the same content in words; the only room that draws.

Importing it loads neither matplotlib nor networkx; both come with the first drawing.
"""

from workbench.figures.fonts import missing
from workbench.figures.gantt import gantt
from workbench.figures.picture import Picture

__all__ = ["Picture", "gantt", "missing"]
