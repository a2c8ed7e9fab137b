"""Mail that arrives: letters that came back, what calendars say. Nothing does without EVENTNET_BOUNCE_ADDRESS."""
