"""Pulling the list from pretix: `client` asks, `orders` reads, `work` takes over, `sources` remembers."""
