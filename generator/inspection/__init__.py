"""A built site looked at from outside, as a reader or a calendar program gets it, whatever made it."""
