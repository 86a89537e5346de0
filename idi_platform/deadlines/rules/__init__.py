"""Pure arithmetic of legal terms: no ORM, no settings, no clock of its own."""
