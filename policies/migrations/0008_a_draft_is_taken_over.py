"""Another officer goes on with an absent author's draft; whoever ever wrote it does not publish it."""

from django.db import migrations, models

_KEEP = """
CREATE OR REPLACE FUNCTION policies_keep_draft() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE expected policies_ruledraft;
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state = 'draft' AND NEW.former_authors = '[]' THEN
            RETURN NEW;
        END IF;
    ELSIF TG_OP = 'UPDATE' AND OLD.state = 'draft' AND NEW.state = 'draft' AND NEW.author_id <> OLD.author_id THEN
        expected := OLD;
        expected.author_id := NEW.author_id;
        expected.former_authors := OLD.former_authors || to_jsonb(OLD.author_id::text);
        expected.changed_at := NEW.changed_at;
        IF NEW IS NOT DISTINCT FROM expected THEN
            RETURN NEW;
        END IF;
    ELSIF TG_OP = 'UPDATE' AND OLD.state IN ('draft', 'in_review') AND NEW.author_id = OLD.author_id
        AND NEW.city_id = OLD.city_id AND NEW.former_authors = OLD.former_authors AND (NEW.state <> 'published' OR (
            OLD.state = 'in_review' AND NOT NEW.former_authors ? NEW.decided_by_id::text
        )) THEN
        expected := OLD;
        expected.state := NEW.state;
        expected.decided_by_id := NEW.decided_by_id;
        expected.decided_at := NEW.decided_at;
        expected.note := NEW.note;
        expected.changed_at := NEW.changed_at;
        IF OLD.state = 'draft' OR NEW IS NOT DISTINCT FROM expected THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'a draft of rules: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("policies", "0007_officers_decide_how_words_are_read")]
    operations = [
        migrations.AddField(
            model_name="ruledraft",
            name="former_authors",
            field=models.JSONField(default=list),
        ),
        migrations.RunSQL(_KEEP),
    ]
