"""Time and memory of `thubay check` and `thubay build`, beside an empty Material site and beside Hugo."""
