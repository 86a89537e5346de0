from django.urls import path

from . import audit, row_history

app_name = "audit"
urlpatterns = [
    path("audit/heads/", audit.heads, name="heads"),
    path("operations/audit/", audit.search, name="search"),
    path("operations/audit/export/", audit.export, name="export"),
    path("operations/audit/versions/", row_history.versions, name="versions"),
    path("operations/audit/versions/export/", row_history.export, name="versions_export"),
    path("operations/audit/chains/", audit.chains, name="chains"),
    path("operations/audit/chains/<slug:code>/verify/", audit.verify, name="verify"),
]
