"""What somebody proposes, before it stands on the main line: the rules of the base, the head taken as mere bytes."""
