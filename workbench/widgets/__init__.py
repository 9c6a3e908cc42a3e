"""The room `widgets`; see DESIGN."""
