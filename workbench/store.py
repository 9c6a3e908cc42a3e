"""The room `store`; see DESIGN."""
