from django.urls import path

from . import device_views, enrol_views, look_views, own_number_views, owner_views, provider_views, views
from .permissions import permissions

app_name = "accounts"
urlpatterns = [
    path("sign-in/demo/", views.demo_sign_in, name="demo_sign_in"),
    path("sign-in/owner/", owner_views.owner_sign_in, name="owner_sign_in"),
    path("sign-in/owner/code/", owner_views.owner_code, name="owner_code"),
    path("sign-in/owner/who/", owner_views.owner_who, name="owner_who"),
    path("sign-in/messages/", owner_views.demo_messages_page, name="demo_messages"),
    path("confirm/phone/", own_number_views.confirm_by_phone, name="confirm_by_phone"),
    path("me/number/", own_number_views.own_number, name="own_number"),
    path("me/number/code/", own_number_views.own_number_code, name="own_number_code"),
    path("sign-in/enrol/", enrol_views.enrol, name="enrol"),
    path("sign-in/enrol/passkey/", enrol_views.enrol_passkey, name="enrol_passkey"),
    path("sign-in/enrol/codes/", enrol_views.enrol_codes, name="enrol_codes"),
    path("sign-in/organisation/", provider_views.organisations, name="organisations"),
    path("me/organisation/link/", provider_views.link, name="link_provider"),
    path("me/organisation/unlink/", provider_views.unlink, name="unlink_provider"),
    path("sign-out/", views.SignOutView.as_view(), name="sign_out"),
    path("support/stop/", look_views.stop_looking, name="stop_looking"),
    path("switch/", views.switch, name="switch"),
    path("me/devices/", device_views.devices, name="devices"),
    path("me/devices/<int:pk>/end/", device_views.end_device, name="end_device"),
    path("me/devices/end-others/", device_views.end_others, name="end_others"),
    path("permissions/", permissions, name="permissions"),
]
