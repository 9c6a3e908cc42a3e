"""The room `journal`; see DESIGN."""
