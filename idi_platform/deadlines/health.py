"""What an operator watches besides the oldest due timer."""

from .models import DeadlineTimer


def quarantined_timers(city_id: int) -> int:
    """How many timers of the city the sweep has put aside because their rows made it fail."""
    return DeadlineTimer.objects.filter(city_id=city_id).exclude(quarantined="").count()
