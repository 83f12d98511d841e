"""Fuzzing: sound files changed at random, far more of them than a test can hold; ``make fuzz`` runs it."""
