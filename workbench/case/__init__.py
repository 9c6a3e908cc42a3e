"""The room `case`; see DESIGN."""
