"""Words of claims."""

from django.db import models
from django.utils.translation import gettext_lazy as _

NUMBER_SERIES = "CLM"
LONGEST_DESCRIPTION = 1000
MOST_PHOTOGRAPHS = 12

# What the rules call the party that owes the duties of a claim.
INSURER_WORD = "insurer"
SURVEY_DUTY = "claims.survey"
# Each claim begins as the general case; written reasons make it a complex one.
NORMAL_CASE = {"complexity": "normal"}

# National numbers, the same everywhere.
FIRE, AMBULANCE, POLICE = "119", "120", "110"


class ClaimState(models.TextChoices):
    FILED = "filed", _("Filed")
    SURVEYED = "surveyed", _("Surveyed")


class ClaimEvent(models.TextChoices):
    """Event codes of a claim; the rules are triggered by them. RECEIVED is the application (索赔申请)."""

    RECEIVED = "claim_received", _("Claim received")
    SURVEYED = "claim_surveyed", _("Home surveyed")


class Place(models.TextChoices):
    """Where in or at the home, in an owner's words."""

    LIVING_ROOM = "living_room", _("Living room")
    BEDROOM = "bedroom", _("Bedroom")
    KITCHEN = "kitchen", _("Kitchen")
    BATHROOM = "bathroom", _("Bathroom")
    BALCONY = "balcony", _("Balcony or window")
    ROOF = "roof", _("Roof")
    OUTER_WALL = "outer_wall", _("Outer wall")
    BASEMENT = "basement", _("Basement or garage")
    SHARED = "shared", _("Stairs, lift or another shared part")
    OTHER = "other", _("Somewhere else")


class DefectKind(models.TextChoices):
    """What an owner sees; what it is in law is for the determination."""

    WATER = "water", _("Water comes in or drips")
    CRACK = "crack", _("Cracks")
    SINKING = "sinking", _("Sinking or leaning")
    DAMP = "damp", _("Damp or mould")
    FALLING = "falling", _("Plaster, tiles or insulation come off")
    COLD = "cold", _("Cold walls, heat is lost")
    PIPES = "pipes", _("Pipes or wiring")
    OTHER = "other", _("Something else")
