"""The room `seal`; see DESIGN."""
