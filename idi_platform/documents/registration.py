"""What documents tells the layers below: who makes letters, and what is built from the front-end packages for them."""

from idi_platform.outbox.public import register_topic
from idi_platform.ui.public import register_build

from .letters.making import make_letter
from .letters.models import TOPIC

register_topic(TOPIC, make_letter)
register_build("idi_platform.documents.letters.typefaces.build_typefaces")
