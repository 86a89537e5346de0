"""Who the sign-in page of a demo offers."""

from idi_platform.accounts.public import register_demo_usernames

from .people import SHOWN

register_demo_usernames(lambda: SHOWN)
