from django.urls import path

from . import mine, register, requests, retention, reveal

app_name = "mydata"
urlpatterns = [
    path("privacy/", register.privacy, name="privacy"),
    path("privacy/reveal/<str:key>/<uuid:pk>/", reveal.reveal_field, name="reveal"),
    path("privacy/requests/", requests.requests, name="requests"),
    path("privacy/requests/<uuid:pk>/carry-out/", requests.carry_out, name="carry_out"),
    path("privacy/retention/", retention.retention, name="retention"),
    path("privacy/holds/", requests.hold, name="hold"),
    path("privacy/holds/files/", retention.hold_file, name="hold_file"),
    path("privacy/holds/<uuid:pk>/lift/", requests.lift, name="lift"),
    path("my/data/", mine.my_data, name="my_data"),
    path("my/data/export/", mine.export, name="export"),
    path("my/data/document/", mine.document, name="document"),
    path("my/data/consents/<uuid:pk>/withdraw/", mine.withdraw, name="withdraw"),
    path("my/data/erasure/", mine.erasure, name="erasure"),
    path("my/data/erasure/ask/", mine.ask, name="ask"),
    path("my/data/erasure/take-back/", mine.take_back, name="take_back"),
]
