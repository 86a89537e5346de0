"""What dossiers tells the layer below: whose events an actor sees."""

from idi_platform.audit.public import register_dossier_sight

from .models import Dossier

register_dossier_sight(lambda actor: Dossier.objects.visible_to(actor).values("pk"))
