"""Long runs that look for trouble: `make campaign`."""
