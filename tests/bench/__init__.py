"""Measurements, not tests: `make bench`. Figures are read beside a bare baseline of the same run, never asserted."""
