"""data/ as a folder and as history: which files there are, what Git remembers of them, and all of it as one dataset."""
