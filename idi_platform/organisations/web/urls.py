from django.urls import path

from idi_platform.lists.public import list_paths

from . import admitting, certificates, joining, people, signing_in, standing, succeeding, work
from .lists import BODIES, CERTIFICATES, INVITATIONS, PEOPLE, RECORD

app_name = "organisations"
urlpatterns = [
    *list_paths("organisation/people/", PEOPLE),
    path("organisation/people/support/", people.looks, name="looks"),
    path("organisation/people/<uuid:pk>/", people.person, name="person"),
    path("organisation/people/<uuid:pk>/role/", people.role, name="role"),
    path("organisation/people/<uuid:pk>/end/", people.end, name="end"),
    path("organisation/people/<uuid:pk>/hand-over/", work.hand_over_work, name="hand_over"),
    *list_paths("organisation/invitations/", INVITATIONS),
    path("organisation/invitations/new/", people.invite, name="invite"),
    path("organisation/invitations/<uuid:pk>/", people.invitation, name="invitation"),
    path("organisation/invitations/<uuid:pk>/renew/", people.renew, name="renew"),
    path("organisation/invitations/<uuid:pk>/withdraw/", people.withdraw, name="withdraw"),
    *list_paths("organisation/certificates/", CERTIFICATES),
    path("organisation/certificates/new/", certificates.new_certificate, name="new_certificate"),
    path("organisation/certificates/<uuid:pk>/", certificates.certificate, name="certificate"),
    path("organisation/certificates/<uuid:pk>/withdraw/", certificates.withdraw_entry, name="withdraw_certificate"),
    *list_paths("organisation/record/", RECORD),
    *list_paths("organisation/all/", BODIES),
    path("organisation/applications/", admitting.applications, name="applications"),
    path("organisation/applications/<uuid:pk>/", admitting.application, name="application"),
    path("organisation/applications/<uuid:pk>/admit/", admitting.admit, name="admit"),
    path("organisation/applications/<uuid:pk>/refuse/", admitting.refuse_it, name="refuse"),
    path("organisation/successions/", succeeding.successions, name="successions"),
    path("organisation/successions/new/", succeeding.new_succession, name="new_succession"),
    path("organisation/successions/<uuid:pk>/", succeeding.succession, name="succession"),
    path("organisation/successions/<uuid:pk>/confirm/", succeeding.confirm, name="confirm_succession"),
    path("organisation/successions/<uuid:pk>/refuse/", succeeding.refuse_it, name="refuse_succession"),
    path("organisation/work/", work.work, name="work"),
    path("organisation/work/<uuid:pk>/", work.in_charge, name="in_charge"),
    path("organisation/absences/new/", work.new_absence, name="new_absence"),
    path("organisation/absences/<uuid:pk>/end/", work.end_absence, name="end_absence"),
    path("organisation/sign-in/", signing_in.provider, name="provider"),
    path("organisation/sign-in/test/", signing_in.test, name="test_provider"),
    path("organisation/sign-in/confirm/", signing_in.confirm, name="confirm_provider"),
    path("organisation/sign-in/switch/", signing_in.switch, name="switch_provider"),
    path("organisation/cities/", standing.cities, name="cities"),
    path("organisation/cities/<str:code>/", standing.apply, name="apply"),
    path("organisation/facts/<slug:kind>/", standing.fact, name="fact"),
    path("organisation/", standing.own, name="own"),
    path("organisation/<uuid:pk>/", standing.standing, name="standing"),
    path("join/<str:token>/", joining.join, name="join"),
]
