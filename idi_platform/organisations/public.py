"""What other apps may use of organisations."""

__all__: list[str] = []
