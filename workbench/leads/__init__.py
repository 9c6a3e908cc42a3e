"""The room `leads`; see DESIGN."""
