"""What deadlines tells the layers below: programs may be let into its part of the API."""

from django.utils.translation import gettext_lazy as _

from idi_platform.api.public import register_area

register_area("deadlines", _("Terms"))
