"""The reporter's identity: sealed, kept apart, guarded on the way out."""
