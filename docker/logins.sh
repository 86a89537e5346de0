#!/bin/sh
# Run once by the postgres image in an empty cluster: the four logins, their passwords from files, and the database.
set -eu
{
    for login in idi_owner idi_app idi_clock idi_backup; do
        printf "\\\\set %s '%s'\n" "$login" "$(cat "/run/secrets/$login")"
    done
    cat /logins.sql
} | PGPASSWORD="$(cat /run/secrets/postgres)" psql -X -q -v ON_ERROR_STOP=1 -U postgres -d postgres -f -
