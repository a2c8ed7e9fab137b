"""The next edition of an event: everything that is not about people, and those who asked to hear of it."""
