"""The indirect method; see DOMAIN section 7."""
