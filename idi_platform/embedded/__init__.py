"""Private PostgreSQL and Redis for one machine, and what ./idi is made of. Standard library only: ./idi runs it bare."""
