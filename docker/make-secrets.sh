#!/bin/sh
# One random secret a file in docker/secrets, where missing. The folder is closed to others; the files are not, for
# every container reads its own as another user.
set -eu
folder="$(dirname "$0")/secrets"
umask 077
mkdir -p "$folder"
for name in postgres idi_owner idi_app idi_clock idi_backup redis django field_keys index_key second_factor_keys; do
    if [ ! -s "$folder/$name" ]; then
        od -An -N 32 -t x1 /dev/urandom | tr -d ' \n' > "$folder/$name"
    fi
    chmod 0444 "$folder/$name"
done
