"""Signing in at one's organisation: OpenID Connect by django-allauth, for people who are members already."""
