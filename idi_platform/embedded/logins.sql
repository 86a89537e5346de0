-- The logins and the database (docs/adr/0002); safe to repeat. For psql, as a superuser; each password is set before
-- as a psql variable of its login's name. idi_owner may end other logins' sessions: it drops test databases and
-- migrates past a forgotten lock.
SELECT format('CREATE ROLE %I', login)
FROM unnest(ARRAY['idi_owner', 'idi_app', 'idi_clock', 'idi_backup']) AS login
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = login) \gexec
ALTER ROLE idi_owner LOGIN NOSUPERUSER NOCREATEROLE NOREPLICATION NOBYPASSRLS CREATEDB PASSWORD :'idi_owner';
ALTER ROLE idi_app LOGIN NOSUPERUSER NOCREATEROLE NOREPLICATION NOBYPASSRLS NOCREATEDB PASSWORD :'idi_app';
ALTER ROLE idi_clock LOGIN NOSUPERUSER NOCREATEROLE NOREPLICATION NOBYPASSRLS NOCREATEDB PASSWORD :'idi_clock';
ALTER ROLE idi_backup LOGIN NOSUPERUSER NOCREATEROLE NOREPLICATION BYPASSRLS NOCREATEDB PASSWORD :'idi_backup';
GRANT pg_read_all_data TO idi_backup;
-- A case joins what it hangs on, eight tables by their keys, best in the order written: to try all orders took 20 ms,
-- the query itself less than 1.
ALTER ROLE idi_app SET join_collapse_limit = 6;
-- A page's queries are short; its cores belong to the other readers.
ALTER ROLE idi_app SET max_parallel_workers_per_gather = 0;
GRANT pg_signal_backend TO idi_owner;
SELECT 'CREATE DATABASE idi OWNER idi_owner TEMPLATE template0'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'idi') \gexec
REVOKE ALL ON DATABASE idi FROM PUBLIC;
GRANT CONNECT ON DATABASE idi TO idi_app, idi_clock, idi_backup;
REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC;
GRANT CONNECT ON DATABASE postgres TO idi_owner;
