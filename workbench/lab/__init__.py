"""The room `lab`; see DESIGN."""
