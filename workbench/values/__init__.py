"""The room `values`; see DESIGN."""
