"""The room `intake`; see DESIGN."""
