"""Imports as they are kept: what each row was to do, what it did, what was there before; by which they are undone."""
