"""Somebody who is on the list twice: finding them, and making one entry of the two."""
