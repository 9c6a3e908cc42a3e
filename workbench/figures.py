"""The room `figures`; see DESIGN."""
