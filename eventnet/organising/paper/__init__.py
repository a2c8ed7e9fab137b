"""Paper beside the badges: the poster as PDF, tents for tables, cards that explain. All lead to the event's page."""
