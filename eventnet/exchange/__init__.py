"""Meeting: codes are shown and scanned, cards change hands."""
