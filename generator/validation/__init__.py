"""One file against its schema: what a person meant by each value, a gate for the valid, and words for the refused."""
