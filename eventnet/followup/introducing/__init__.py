"""You two should meet: somebody brings two of their contacts together, and both must say yes before a card moves."""
