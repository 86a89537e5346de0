"""What other apps may use of mydata."""

__all__: list[str] = []
