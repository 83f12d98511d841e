"""From bytes to values and the place of each: strict, total, and nothing constructed."""
