"""What is kept from one build to the next, and trusted no further than what it was made from."""
