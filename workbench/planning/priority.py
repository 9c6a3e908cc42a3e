"""The priority method; see DOMAIN section 7."""
