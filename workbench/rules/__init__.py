"""Data of the rules, by profile."""
