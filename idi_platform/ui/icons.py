"""The icons that code chooses. Those named in templates need no entry: manage.py assets reads them there."""

TONE_ICONS = {
    "breach": "alert-octagon",
    "near": "alarm",
    "ok": "circle-check",
    "running": "clock-hour-4",
    "waiting": "player-pause",
    "missed": "clock-exclamation",
    "neutral": "circle-dashed",
}
MESSAGE_ICONS = {
    "debug": "info-circle",
    "info": "info-circle",
    "success": "circle-check",
    "warning": "alert-triangle",
    "error": "alert-octagon",
}


def chosen_icons() -> set[str]:
    return {*TONE_ICONS.values(), *MESSAGE_ICONS.values()}
