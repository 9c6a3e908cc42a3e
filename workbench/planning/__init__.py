"""The room `planning`; see DESIGN."""
