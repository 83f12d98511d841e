"""Photos: what their bytes say before anything decodes them, a decoder that may die, and the copies that are published."""
