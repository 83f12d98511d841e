"""Rules that need several files: ``rule(survey) -> Iterator[Finding]``, for documents that fit their schemas."""
