"""Yuan as people write them, fen as they are kept."""

from decimal import Decimal


def fen(amount: Decimal | None) -> int | None:
    """Yuan as whole fen; whoever reads the amount lets no third decimal in."""
    return None if amount is None else int(amount * 100)


def yuan(amount: int | None) -> Decimal | None:
    return None if amount is None else Decimal(amount) / 100
