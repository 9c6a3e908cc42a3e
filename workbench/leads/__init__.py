"""Letters to leads: mentions, allegations, levels, checks, scores, repeats."""

from workbench.leads.assess import assess

__all__ = ["assess"]
