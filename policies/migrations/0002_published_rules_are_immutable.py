"""Published rules cannot change, whoever asks: running clocks and frozen letters rest on them. Only an open end may close.

What is published is a revision: a correction adds one beside the published ones, which stay as they are.
"""

from django.db import migrations

_VERSION = """
CREATE FUNCTION policies_keep_published_version() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE expected policies_instrumentversion;
BEGIN
    IF OLD.status <> 'published' THEN
        RETURN coalesce(NEW, OLD);
    END IF;
    IF TG_OP = 'UPDATE' AND upper_inf(OLD.validity) AND lower(NEW.validity) = lower(OLD.validity) THEN
        expected := OLD;
        expected.validity := NEW.validity;
        IF NEW IS NOT DISTINCT FROM expected THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'version % is published: % is refused', OLD.code, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER policies_keep_published BEFORE UPDATE OR DELETE ON policies_instrumentversion
    FOR EACH ROW EXECUTE FUNCTION policies_keep_published_version();
"""
_CONTENTS = """
CREATE FUNCTION policies_keep_published_contents() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE touched record := coalesce(NEW, OLD);
BEGIN
    IF EXISTS (SELECT FROM policies_revision WHERE id = touched.revision_id AND published_at IS NOT NULL) THEN
        RAISE EXCEPTION 'a published revision: % on % is refused', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN touched;
END $$;
CREATE TRIGGER policies_keep_published BEFORE INSERT OR UPDATE OR DELETE ON policies_article
    FOR EACH ROW EXECUTE FUNCTION policies_keep_published_contents();
CREATE TRIGGER policies_keep_published BEFORE INSERT OR UPDATE OR DELETE ON policies_rule
    FOR EACH ROW EXECUTE FUNCTION policies_keep_published_contents();
"""
_REVISION = """
CREATE FUNCTION policies_keep_published_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.published_at IS NOT NULL THEN
        RAISE EXCEPTION 'a published revision: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER policies_keep_published BEFORE UPDATE OR DELETE ON policies_revision
    FOR EACH ROW EXECUTE FUNCTION policies_keep_published_revision();
"""


class Migration(migrations.Migration):
    replaces = [("policies", "0002_published_versions_are_immutable")]
    dependencies = [("policies", "0001_tables")]
    operations = [migrations.RunSQL(_VERSION), migrations.RunSQL(_CONTENTS), migrations.RunSQL(_REVISION)]
