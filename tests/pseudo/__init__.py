"""A language made of English that is plainly none: whatever is left of English in it is seen at once."""
