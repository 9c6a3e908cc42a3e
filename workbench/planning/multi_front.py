"""The multi_front method; see DOMAIN section 7."""
