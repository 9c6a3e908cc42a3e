"""The room `graph`; see DESIGN."""
