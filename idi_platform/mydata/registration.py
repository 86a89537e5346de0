"""What mydata tells the layers below: the job that writes a person's own data, and the ways to its pages."""

from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import CITY_ROLES, Role
from idi_platform.outbox.public import register_job
from idi_platform.ui.public import NavItem, register_nav, register_person_link

from .export import CONTENT_TYPE, write_export
from .selectors import EXPORT

register_job(EXPORT, label=_("Your own data as a file"), runner=write_export, content_type=CONTENT_TYPE)
register_person_link(
    NavItem(label=_("My data"), icon="file-description", url_name="mydata:my_data", roles=frozenset(CITY_ROLES))
)
register_nav(
    NavItem(
        label=_("Requests about personal data"),
        icon="shield-lock",
        url_name="mydata:requests",
        roles=frozenset({Role.SECURITY_ADMIN}),
        order=20,
    )
)
register_nav(
    NavItem(
        label=_("Ends of retention"),
        icon="archive",
        url_name="mydata:retention",
        roles=frozenset({Role.SECURITY_ADMIN, Role.AUDIT_ADMIN}),
        order=21,
    )
)
