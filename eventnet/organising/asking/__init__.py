"""What an event asks its attendees, as its organisers write it."""
