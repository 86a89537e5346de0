"""What other apps may use of lists."""

__all__: list[str] = []
