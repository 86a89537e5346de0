"""What lists tells the layers below: the job that writes any list as Excel."""

from django.utils.translation import gettext_lazy as _

from idi_platform.outbox.public import register_job

from .files import CONTENT_TYPE, KIND, write_excel

register_job(KIND, label=_("List as Excel"), runner=write_excel, content_type=CONTENT_TYPE)
