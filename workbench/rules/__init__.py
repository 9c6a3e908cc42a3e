"""Data of the rules, by profile."""

from workbench.rules.profiles import Profile, profile, profile_of
from workbench.rules.reading import PROFILES

__all__ = ["PROFILES", "Profile", "profile", "profile_of"]
