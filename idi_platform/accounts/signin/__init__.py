"""Signing in: policy and adapters on django-allauth (stages, factors, sessions) and django-axes (lockout)."""
