"""The room `exports`; see DESIGN."""
