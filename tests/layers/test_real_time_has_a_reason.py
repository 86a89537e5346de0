"""Business time comes from tenancy.clock; who reads the real clock has a reason, and it stands here (ADR 0010)."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
APPS = ("claims", "demo", "idi_platform", "operations", "policies", "riskmgmt", "supervision", "underwriting")
REAL = re.compile(r"timezone\.now\b|\blocaldate\(|datetime\.now\(|date\.today\(|\bNow\(\)")
SIGN_IN = "sign-in and memberships are of the real day: a demo's clock signs nobody out"
KEYS = "keys of programs end on the real day, as sign-ins do"
ADMINISTRATION = "what happens to the platform itself is of real time: no business clock moves it"
STANDING = "invitations, memberships, certificates and leave are of the real day, as signing in is"
LEASE = "leases and retries of workers"
RECORD = "seals, looks and verifications are dated by the real clock: a demo's is anybody's to move"
COMPARED = "when grants and terms were compared: what happens outside case files is of real time"
SWEPT = "when the sweep ran; how late it was is of business time"
SENDING = "messages leave by the real clock: nights, retries and signatures are of the real day"
KNOWN = "since when the platform knows a text: the moment of loading"
LOOK = "looks at personal data and records about people are of the real moment"
REASONS = {
    "demo/announcing.py": ADMINISTRATION,
    "demo/cast.py": LOOK,
    "demo/seeding.py": RECORD,
    "demo/management/commands/confirm_demo_dates.py": KNOWN,
    "idi_platform/accounts/identity.py": SIGN_IN,
    "idi_platform/accounts/management/commands/add_member.py": SIGN_IN,
    "idi_platform/accounts/middleware.py": SIGN_IN,
    **dict.fromkeys(
        [
            f"idi_platform/accounts/{name}.py"
            for name in (
                "management/commands/reset_factors",
                "owners/door",
                "owners/numbers",
                "owners/proving",
                "signin/adapters",
                "signin/backend",
                "signin/confirming",
                "signin/oidc/adapters",
                "signin/oidc/people",
                "signin/receivers",
                "signin/sessions",
                "signin/stages",
                "web/device_views",
                "web/factor_forms",
                "web/factor_views",
                "web/provider_views",
                "web/own_number_views",
                "web/owner_views",
                "web/phone_codes",
            )
        ],
        SIGN_IN,
    ),
    "idi_platform/accounts/looking.py": SIGN_IN,
    "idi_platform/accounts/models/support_look.py": SIGN_IN,
    "idi_platform/accounts/web/forms.py": SIGN_IN,
    "idi_platform/accounts/web/look_views.py": SIGN_IN,
    "idi_platform/accounts/web/views.py": SIGN_IN,
    **dict.fromkeys(
        [
            f"idi_platform/alerts/{name}.py"
            for name in (
                "channels/robots",
                "channels/text",
                "feeds/services",
                "web/feeds",
                "sending/letters",
                "sending/planning",
                "tasks",
                "web/preferences",
                "web/receipts",
                "web/robots",
                "web/words",
            )
        ],
        SENDING,
    ),
    "operations/web/sendings.py": SENDING,
    "idi_platform/api/middleware.py": KEYS,
    "idi_platform/api/models/client.py": KEYS,
    "idi_platform/api/services/clients.py": KEYS,
    "idi_platform/api/web/clients.py": KEYS,
    "idi_platform/audit/management/commands/verify.py": RECORD,
    "idi_platform/audit/models/seal.py": RECORD,
    "idi_platform/audit/tasks.py": RECORD,
    "idi_platform/documents/letters/making.py": "when a worker made the file; the letter has its own business moment",
    "idi_platform/documents/web/serving.py": RECORD,
    "idi_platform/hotline/web/asking.py": SIGN_IN,
    "idi_platform/hotline/web/desk.py": SIGN_IN,
    "idi_platform/dossiers/management/commands/grants.py": COMPARED,
    "idi_platform/deadlines/models/sweeping.py": SWEPT,
    "idi_platform/deadlines/tasks.py": COMPARED,
    "idi_platform/deadlines/web/ladder_editing.py": KNOWN,
    "idi_platform/deadlines/web/ladders.py": KNOWN,
    "idi_platform/dossiers/tasks.py": COMPARED,
    "idi_platform/lists/web/pages.py": LEASE,
    "idi_platform/lists/web/views.py": "which saved view was chosen last, whatever the business clock did since",
    "idi_platform/mydata/web/mine.py": LOOK,
    "idi_platform/mydata/tasks.py": LOOK,
    "idi_platform/mydata/web/requests.py": LOOK,
    "idi_platform/mydata/web/retention.py": LOOK,
    "idi_platform/mydata/api/views.py": LOOK,
    "idi_platform/mydata/web/reveal.py": LOOK,
    "idi_platform/organisations/filters.py": STANDING,
    "idi_platform/organisations/services/inviting.py": STANDING,
    "idi_platform/organisations/services/people.py": STANDING,
    "idi_platform/organisations/services/signing_in.py": STANDING,
    "idi_platform/organisations/web/signing_in.py": STANDING,
    "idi_platform/organisations/web/admitting.py": STANDING,
    "idi_platform/organisations/web/certificates.py": STANDING,
    "idi_platform/organisations/web/joining.py": STANDING,
    "idi_platform/organisations/web/lists.py": STANDING,
    "idi_platform/organisations/web/people.py": STANDING,
    "idi_platform/organisations/web/standing.py": STANDING,
    "idi_platform/organisations/web/work.py": STANDING,
    "idi_platform/outbox/management/commands/replay_messages.py": LEASE,
    "idi_platform/outbox/tasks.py": LEASE,
    "idi_platform/registry/api/commands.py": STANDING,
    "idi_platform/registry/web/authorities.py": STANDING,
    "idi_platform/registry/web/transfers.py": STANDING,
    "idi_platform/tenancy/clock.py": "the one place that turns real time into business time",
    "operations/audit_work.py": RECORD,
    "operations/web/audit.py": RECORD,
    "operations/web/row_history.py": RECORD,
    "policies/web/drafts.py": KNOWN,
    "policies/web/editing.py": KNOWN,
    "policies/web/reading_desk.py": KNOWN,
    "operations/web/clock.py": "shows real time beside business time, and goes back to it",
    "operations/web/clock_form.py": "how far the demo clock may be from real time",
    "operations/health/measures.py": "how far the database's clock is from this machine's",
    "operations/health/answers.py": RECORD,
    "operations/heartbeats.py": "when a process was last at work",
    "operations/services/administrators.py": SIGN_IN,
    "operations/services/cities.py": ADMINISTRATION,
    "operations/services/people.py": SIGN_IN,
    "operations/web/calendars.py": ADMINISTRATION,
    "operations/web/cities.py": ADMINISTRATION,
    "operations/web/health.py": LEASE,
    "operations/web/merging.py": ADMINISTRATION,
    "operations/web/messages.py": LEASE,
    "operations/web/timers.py": ADMINISTRATION,
    "operations/web/organisations.py": ADMINISTRATION,
    "operations/web/people.py": ADMINISTRATION,
    "operations/web/proposals.py": ADMINISTRATION,
    "policies/management/commands/load_regimes.py": KNOWN,
    "policies/management/commands/publish_version.py": KNOWN,
    "supervision/web/views.py": RECORD,
}


def readers_of_real_time() -> set[str]:
    """Production files, without migrations, that read the real clock."""
    files = (path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts)
    return {path.relative_to(ROOT).as_posix() for path in files if REAL.search(path.read_text(encoding="utf-8"))}


def test_every_reader_of_the_real_clock_has_its_reason() -> None:
    assert readers_of_real_time() == set(REASONS)
