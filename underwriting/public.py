"""What other apps may use of underwriting."""

__all__: list[str] = []
