"""Published rules cannot change, whoever asks: running clocks and frozen letters rest on them. Only an open end may close."""

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
    IF EXISTS (
        SELECT FROM policies_revision r JOIN policies_instrumentversion v ON v.id = r.version_id
        WHERE r.id = touched.revision_id AND v.status = 'published'
    ) THEN
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

_UNDO = """
DROP TRIGGER policies_keep_published ON policies_rule;
DROP TRIGGER policies_keep_published ON policies_article;
DROP FUNCTION policies_keep_published_contents();
DROP TRIGGER policies_keep_published ON policies_instrumentversion;
DROP FUNCTION policies_keep_published_version();
"""


class Migration(migrations.Migration):
    dependencies = [("policies", "0001_initial")]
    operations = [migrations.RunSQL(_VERSION + _CONTENTS, _UNDO)]
