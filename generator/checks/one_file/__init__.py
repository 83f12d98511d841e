"""Rules that one document alone can break: ``rule(document) -> Iterator[Fault]``, for a document that fits its schema."""
