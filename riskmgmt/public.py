"""What other apps may use of riskmgmt."""

__all__: list[str] = []
