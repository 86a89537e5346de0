"""What other apps may use of privacy."""

__all__: list[str] = []
