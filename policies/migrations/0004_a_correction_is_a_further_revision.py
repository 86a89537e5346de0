"""What is published is a revision: a correction adds one beside the published ones, which stay as they are."""

from django.db import migrations, models

_CONTENTS = """
CREATE OR REPLACE FUNCTION policies_keep_published_contents() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE touched record := coalesce(NEW, OLD);
BEGIN
    IF EXISTS (SELECT FROM policies_revision WHERE id = touched.revision_id AND published_at IS NOT NULL) THEN
        RAISE EXCEPTION 'a published revision: % on % is refused', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN touched;
END $$;
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
_FILL = """
UPDATE policies_revision SET published_at = v.published_at FROM policies_instrumentversion v
WHERE v.id = version_id AND v.status = 'published'
"""


class Migration(migrations.Migration):
    dependencies = [("policies", "0003_a_revision_names_the_texts_it_leans_on")]
    operations = [
        migrations.AddField("revision", "published_at", models.DateTimeField(blank=True, null=True)),
        migrations.RunSQL(_FILL, migrations.RunSQL.noop),
        migrations.RunSQL(_CONTENTS),
    ]
