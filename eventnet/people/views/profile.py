"""My profile: what is on my card, and for whom."""
