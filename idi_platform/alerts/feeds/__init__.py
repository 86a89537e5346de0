"""Terms in people's own calendars: an address that may be taken back, and what it answers."""
