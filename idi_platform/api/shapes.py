"""Shapes that answers of several apps share. They name no model: what fills them lies above."""

from typing import Any

from rest_framework import serializers

from .fields import Moment


class BodySerializer(serializers.Serializer[Any]):
    """An organisation, in both languages."""

    id = serializers.UUIDField()
    name_zh = serializers.CharField()
    name_en = serializers.CharField()


class DocumentSerializer(serializers.Serializer[Any]):
    """A kept file. `content` is its address: open to whoever may see the file."""

    id = serializers.UUIDField()
    kind = serializers.CharField(help_text="`photo` or `pdf`.")
    filename = serializers.CharField()
    content_type = serializers.CharField()
    size = serializers.IntegerField(help_text="Bytes.")
    sha256 = serializers.CharField(help_text="Of the bytes kept: photographs are drawn anew.")
    original_sha256 = serializers.CharField(help_text="Of the bytes sent.")
    uploaded_at = Moment()
    content = serializers.HyperlinkedIdentityField(view_name="documents:download", read_only=True)


class NothingBody(serializers.Serializer[Any]):
    """A command that needs no words."""


class NothingAsked(serializers.Serializer[Any]):
    """An address that takes no question."""


class PhotographBody(serializers.Serializer[Any]):
    """One photograph."""

    photo = serializers.FileField(help_text="JPEG, PNG, WebP or HEIC.")
