"""What documents tells the layers below: who makes letters, and what is built from the front-end packages for them."""

import logging
from typing import Any

from celery.signals import worker_init

from idi_platform.embedded.machine import PRESS, installing, is_installed
from idi_platform.outbox.public import register_topic
from idi_platform.ui.public import register_build

from .letters.making import make_letter
from .letters.models import TOPIC

logger = logging.getLogger(__name__)


@worker_init.connect
def warn_without_press(**_signal: Any) -> None:
    """A worker that cannot make letters says so when it starts; the letters wait."""
    if not is_installed(PRESS):
        logger.warning("Letters wait, libraries are missing: %s", installing(PRESS))


register_topic(TOPIC, make_letter)
register_build("idi_platform.documents.letters.cutting.build_typefaces")
