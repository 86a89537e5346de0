"""Each event, look and event of the platform is noted for its seal as it is written."""

from django.db import migrations

# Every column by its name, nulls left out: a nullable column added later changes no digest. UTC, whatever the session says.
_NOTE = """
CREATE FUNCTION idi_note_for_seal() RETURNS trigger LANGUAGE plpgsql
SET timezone TO 'UTC' SET search_path TO pg_catalog, public AS $$
BEGIN
    INSERT INTO audit_unsealed (chain, source, row_id, digest)
    SELECT CASE TG_ARGV[0] WHEN 'city' THEN NEW.city_id ELSE 0 END, TG_TABLE_NAME, NEW.id,
           sha256(convert_to(jsonb_object_agg(key, value)::text, 'UTF8'))
    FROM jsonb_each(to_jsonb(NEW)) WHERE value <> 'null'::jsonb;
    RETURN NULL;
END $$;
CREATE TRIGGER idi_note_for_seal AFTER INSERT ON audit_event
    FOR EACH ROW EXECUTE FUNCTION idi_note_for_seal('city');
CREATE TRIGGER idi_note_for_seal AFTER INSERT ON audit_access
    FOR EACH ROW EXECUTE FUNCTION idi_note_for_seal('city');
CREATE TRIGGER idi_note_for_seal AFTER INSERT ON audit_platformevent
    FOR EACH ROW EXECUTE FUNCTION idi_note_for_seal('platform');
"""
# What waits for a seal comes from a trigger of the sealed tables, never from a login.
_ONLY_BY_TRIGGER = """
CREATE FUNCTION idi_only_by_trigger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF pg_trigger_depth() < 2 THEN
        RAISE EXCEPTION 'only triggers write to %', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER idi_only_by_trigger BEFORE INSERT OR UPDATE ON audit_unsealed
    FOR EACH ROW EXECUTE FUNCTION idi_only_by_trigger();
"""


class Migration(migrations.Migration):
    replaces = [("audit", "0003_seal_the_record")]
    dependencies = [("audit", "0001_tables")]
    operations = [migrations.RunSQL(_NOTE), migrations.RunSQL(_ONLY_BY_TRIGGER)]
