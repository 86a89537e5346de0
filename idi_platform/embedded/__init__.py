"""Private PostgreSQL and Redis for one machine, and what ./idi is made of; standard library only."""
