"""What a contributor hands in, by whatever way it comes: unpacked, put in its place, held against what is published."""
