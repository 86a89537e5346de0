"""The catalogue, read by the owner: no table, key, index or view stands outside the wall unnoticed (PROMISES row 7)."""

from collections.abc import Iterator

import psycopg2
import pytest
from django.db import models

from idi_platform.audit.public import History
from idi_platform.tenancy.wall import is_tenant
from tests.tenancy.logins import ask, managed_models, session, tables, tenant_models

# Every table outside the wall, and why it may be. A new table without a city is added here with its reason, or fails.
OUTSIDE = {
    "accounts_identitydocument": "tells who a person is before a city is known; its number is sealed",
    "account_emailaddress": "django-allauth's; read only and empty",
    "account_emailconfirmation": "django-allauth's; unused",
    "accounts_identityprovider": "where an organisation's people sign in, before a city is known; its secret is sealed",
    "accounts_membership": "joins a person to a city before there is an actor",
    "accounts_membershiphistory": "earlier versions of a row outside the wall",
    "accounts_organisation": "an insurer or inspection service works in several cities",
    "accounts_organisationhistory": "earlier versions of a row outside the wall",
    "accounts_supportlook": "who of the platform looked as whom; read before there is an actor",
    "accounts_phonecode": "sent to a number before there is a person; number sealed, code as a digest",
    "accounts_phonenumber": "signs a person in before a city is known; sealed",
    "accounts_textmessage": "goes to a number that may be nobody's; sealed, deleted when it no longer holds",
    "accounts_user": "a person signs in before a city is known",
    "accounts_userhistory": "earlier versions of a row outside the wall; what tells of the person goes at erasure",
    "accounts_user_groups": "Django's; unused, rights stand in memberships",
    "accounts_user_user_permissions": "Django's; unused, rights stand in memberships",
    "api_apiclient": "joins a program to its membership before there is an actor",
    "api_apikey": "tells who calls, and so in which city",
    "audit_dailyhead": "published heads: numbers, hashes and moments",
    "audit_platformevent": "what happens outside every city; ids and codes, no person's words",
    "audit_seal": "numbers, ids and digests; the clock chains every city's",
    "audit_unsealed": "ids and digests of rows that wait for their seal; emptied by the clock",
    "audit_verification": "what a walk along a chain found; ids, codes and moments",
    "auth_group": "the groups of guardian's grants: one for each organisation, named by its id",
    "auth_group_permissions": "Django's; unused",
    "auth_permission": "names of what a grant of a case file permits; read only",
    "axes_accessattempt": "wrong answers by user name and address, before there is a person",
    "axes_accessattemptexpiration": "django-axes's; empty, read when attempts are forgotten",
    "axes_accessfailurelog": "django-axes's; unused",
    "axes_accesslog": "django-axes's; unused",
    "deadlines_calendarday": "national holidays, published",
    "deadlines_calendaryear": "national holidays, published",
    "deadlines_computation": "steps of a legal clock under their hash: dates and codes, no person, no case",
    "deadlines_sweptbatch": "how late timers fired: numbers alone",
    "django_content_type": "Django's register of models, read only",
    "django_migrations": "Django's register of migrations, read only",
    "django_session": "belongs to a browser before it belongs to a city",
    "mydata_erasurerequest": "a person's request is about all cities at once; it holds ids and counts",
    "mydata_erasedrow": "which rows of which city outlived their retention: keys and digests, no contents",
    "mydata_legalhold": "holds a person's data in all cities at once, or a case file by its number",
    "mydata_retentionrun": "counts of a nightly run through a city, read by the platform's administrators",
    "operations_merge": "which person or body is another name of which, over all cities",
    "operations_proposal": "what two administrators of the platform agree on",
    "operations_heartbeat": "when each background process was last at work",
    "organisations_admission": "asked in one city, decided in another; about a body, no person's facts",
    "organisations_succession": "former names are shown over all cities; about two bodies, no person's facts",
    "guardian_groupobjectpermission": "django-guardian's generic table; unused, nobody's",
    "guardian_userobjectpermission": "django-guardian's generic table; unused, nobody's",
    "mfa_authenticator": "second factors belong to a person, who signs in before a city is known",
    "pghistory_context": "django-pghistory's; unused, nobody's",
    "policies_article": "published rules",
    "policies_instrument": "published rules",
    "policies_instrumentversion": "published rules",
    "policies_reading": "published rules",
    "policies_readingdecision": "how a city reads its published rules, by bureau, without persons",
    "policies_revision": "published rules",
    "policies_revisiontext": "published rules",
    "policies_rule": "published rules",
    "policies_trace": "a resolution under its hash: codes of published rules, no person, no case",
    "socialaccount_socialaccount": "which person an organisation's provider means, before a city is known",
    "socialaccount_socialapp": "django-allauth's; unused, providers are rows of accounts",
    "socialaccount_socialtoken": "django-allauth's; unused, no token is kept",
    "tenancy_businessclock": "one row: how far the demo's time is moved",
    "tenancy_city": "the tenants themselves",
    "tenancy_district": "their divisions, published",
    "usersessions_usersession": "where a person is signed in, in no city",
}

TABLES = """
    SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity,
           (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'idi_city'),
           EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'city_id' AND NOT a.attisdropped)
    FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
"""
POLICIES = """
    SELECT tablename, policyname, permissive, roles::text[], cmd, qual, with_check
    FROM pg_policies WHERE schemaname = 'public'
"""
UNIQUE_INDEXES = """
    SELECT t.relname, i.relname, x.indisprimary,
           (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attnum = x.indkey[0])
    FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
    WHERE x.indisunique AND t.relnamespace = 'public'::regnamespace
"""
FOREIGN_KEYS = """
    SELECT s.relname, t.relname, c.conname, c.convalidated,
           (SELECT array_agg(a.attname::text ORDER BY k.place) FROM unnest(c.conkey) WITH ORDINALITY k(number, place)
            JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.number),
           (SELECT array_agg(a.attname::text ORDER BY k.place) FROM unnest(c.confkey) WITH ORDINALITY k(number, place)
            JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.number)
    FROM pg_constraint c JOIN pg_class s ON s.oid = c.conrelid JOIN pg_class t ON t.oid = c.confrelid
    WHERE c.contype = 'f'
"""
# A view without security_invoker reads as its owner; a materialised one holds rows that no policy guards.
UNGUARDED_VIEWS = """
    SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace
    AND (relkind = 'm' OR relkind = 'v' AND NOT coalesce('security_invoker=true' = ANY (reloptions), false))
"""
ELEVATED_FUNCTIONS = "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef"

OWN_CITY = "(city_id = (NULLIF(current_setting('idi.city'::text, true), ''::text))::smallint)"

Connection = psycopg2.extensions.connection


@pytest.fixture(scope="module")
def owner(worker_database: str, django_db_setup: None) -> Iterator[Connection]:
    with session("idi_owner", worker_database) as connection:
        yield connection


def tenant_tables() -> set[str]:
    return set(tables(tenant_models()))


def test_every_table_is_inside_the_wall_or_on_the_list(owner: Connection) -> None:
    everything = {name for name, *_ in ask(owner, TABLES)}
    assert everything - tenant_tables() == set(OUTSIDE)


def test_a_table_with_a_city_is_inside_the_wall_unless_listed(owner: Connection) -> None:
    with_city = {name for name, *_, has_city in ask(owner, TABLES) if has_city}
    listed = {
        "accounts_membership",
        "accounts_membershiphistory",
        "audit_platformevent",
        "mydata_erasedrow",
        "mydata_legalhold",
        "mydata_retentionrun",
        "organisations_admission",
        "organisations_succession",
        "tenancy_district",
    }
    assert with_city - tenant_tables() == listed


def test_every_tenant_table_has_enabled_and_forced_row_security(owner: Connection) -> None:
    state = {name: (enabled, forced, policies) for name, enabled, forced, policies, _ in ask(owner, TABLES)}
    assert {name: state[name] for name in tenant_tables()} == dict.fromkeys(tenant_tables(), (True, True, 1))


def test_policies_are_plain_equality_for_the_application_and_nothing_for_the_owner(owner: Connection) -> None:
    expected = {(name, "idi_city", "PERMISSIVE", ("idi_app",), "ALL", OWN_CITY, OWN_CITY) for name in tenant_tables()}
    found = {(*row[:3], tuple(row[3]), *row[4:]) for row in ask(owner, POLICIES)}
    assert {row for row in found if row[1] == "idi_city"} == expected
    others = {row for row in found if row[1] != "idi_city"}
    assert {row[1:] for row in others} == {("idi_clock", "PERMISSIVE", ("idi_clock",), "ALL", "true", "true")}


def one_to_one_keys() -> set[str]:
    """Django makes these itself; the composite key beside them keeps the row they name in the same city."""
    return {
        f"{model._meta.db_table}_{field.column}_key"
        for model in tenant_models()
        for field in model._meta.local_fields
        if isinstance(field, models.OneToOneField)
    }


def test_every_unique_key_of_a_tenant_table_leads_with_the_city(owner: Connection) -> None:
    """A unique key across cities tells one city what the other has, and cannot be sharded."""
    blind = [
        index
        for table, index, is_primary, first in ask(owner, UNIQUE_INDEXES)
        if table in tenant_tables() and not is_primary and first != "city_id"
    ]
    assert set(blind) <= one_to_one_keys()


def test_no_view_and_no_function_reads_past_the_wall(owner: Connection) -> None:
    assert ask(owner, UNGUARDED_VIEWS) == []
    assert ask(owner, ELEVATED_FUNCTIONS) == []


def test_every_key_between_tenant_tables_is_composite_in_the_database(owner: Connection) -> None:
    loose = [
        name
        for source, target, name, validated, columns, targets in ask(owner, FOREIGN_KEYS)
        if target in tenant_tables()
        and not (
            source in tenant_tables() and validated and columns[0] == "city_id" == targets[0] and len(columns) == 2
        )
    ]
    assert loose == []


def keys_to_tenant_tables() -> list[models.ForeignKey[models.Model, models.Model]]:
    return [
        field
        for model in managed_models()
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey)
        and is_tenant(field.related_model)
        # A version outlives what it names: its keys are values.
        and not issubclass(model, History)
    ]


def test_every_key_of_the_models_has_its_composite_key(owner: Connection) -> None:
    """A TenantForeignKey has no database key of its own: without its constraint it would point anywhere."""
    held = {(source, columns[1]) for source, _, _, _, columns, _ in ask(owner, FOREIGN_KEYS) if len(columns) == 2}
    assert {(key.model._meta.db_table, key.column) for key in keys_to_tenant_tables()} <= held


def test_no_table_outside_the_wall_points_inside(owner: Connection) -> None:
    assert {key.model._meta.label for key in keys_to_tenant_tables()} <= {
        model._meta.label for model in tenant_models()
    }


def test_no_tenant_table_stands_behind_a_hidden_join_table() -> None:
    """An automatic many-to-many table would have no city."""
    hidden = [
        model._meta.label
        for model in managed_models()
        if model._meta.auto_created
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey) and is_tenant(field.related_model)
    ]
    assert hidden == []


def test_every_row_of_a_tenant_table_has_a_city(owner: Connection) -> None:
    nullable = ask(
        owner,
        "SELECT table_name FROM information_schema.columns WHERE column_name = 'city_id' AND is_nullable = 'YES'"
        " AND table_name = ANY (%s)",
        [sorted(tenant_tables())],
    )
    assert nullable == []
