"""Figures, each beside the peer that a user would pick instead."""
