"""The application adds rules by publishing a draft that another person checked, and in no other way; the owner loads packs.

Contents come before their revision (its key is deferred), and the revision comes published: so nobody adds to it later.
Whoever ever wrote a draft does not publish it. A decision on a reading comes from a proposal that two officers agreed on.
"""

from django.db import migrations

_DRAFT = """
CREATE FUNCTION policies_keep_draft() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER policies_keep_draft BEFORE INSERT OR UPDATE OR DELETE ON policies_ruledraft
    FOR EACH ROW EXECUTE FUNCTION policies_keep_draft();
"""
_ADDED = """
CREATE FUNCTION policies_is_owner(relation oid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT current_user = pg_get_userbyid(relowner) FROM pg_class WHERE oid = relation
$$;
CREATE FUNCTION policies_refuse_unchecked(operation text, relation text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'no checked draft: % on % is refused', operation, relation USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE FUNCTION policies_instrument_from_draft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT policies_is_owner(TG_RELID) AND NOT EXISTS (
        SELECT FROM policies_ruledraft d JOIN tenancy_city c ON c.id = d.city_id
        WHERE d.state = 'published' AND d.instrument_code = NEW.code AND c.code = NEW.jurisdiction
            AND NEW.layer <> 'nation'
    ) THEN
        PERFORM policies_refuse_unchecked(TG_OP, TG_TABLE_NAME);
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION policies_version_from_draft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT policies_is_owner(TG_RELID) AND NOT EXISTS (
        SELECT FROM policies_ruledraft d JOIN tenancy_city c ON c.id = d.city_id
        JOIN policies_instrument i ON i.id = NEW.instrument_id
        WHERE d.state = 'published' AND d.instrument_code = i.code AND c.code = i.jurisdiction
            AND CASE
                WHEN TG_OP = 'INSERT' THEN d.version_code = NEW.code AND d.valid_from = lower(NEW.validity)
                    AND d.valid_to IS NOT DISTINCT FROM upper(NEW.validity) AND NEW.status = 'published'
                WHEN d.version_code = NEW.code THEN d.valid_to = upper(NEW.validity)
                ELSE d.valid_from = upper(NEW.validity)
            END
    ) THEN
        PERFORM policies_refuse_unchecked(TG_OP, TG_TABLE_NAME);
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION policies_revision_from_draft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT policies_is_owner(TG_RELID) AND (NEW.published_at IS NULL OR NOT EXISTS (
        SELECT FROM policies_ruledraft d JOIN tenancy_city c ON c.id = d.city_id
        JOIN policies_instrumentversion v ON v.id = NEW.version_id
        JOIN policies_instrument i ON i.id = v.instrument_id
        WHERE d.state = 'published' AND d.pack_hash = NEW.pack_hash AND d.version_code = v.code
            AND d.revision = NEW.number AND d.instrument_code = i.code AND c.code = i.jurisdiction
    )) THEN
        PERFORM policies_refuse_unchecked(TG_OP, TG_TABLE_NAME);
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION policies_contents_before_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT policies_is_owner(TG_RELID) AND EXISTS (SELECT FROM policies_revision WHERE id = NEW.revision_id) THEN
        PERFORM policies_refuse_unchecked(TG_OP, TG_TABLE_NAME);
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER policies_from_draft BEFORE INSERT ON policies_instrument
    FOR EACH ROW EXECUTE FUNCTION policies_instrument_from_draft();
CREATE TRIGGER policies_from_draft BEFORE INSERT OR UPDATE ON policies_instrumentversion
    FOR EACH ROW EXECUTE FUNCTION policies_version_from_draft();
CREATE TRIGGER policies_from_draft BEFORE INSERT ON policies_revision
    FOR EACH ROW EXECUTE FUNCTION policies_revision_from_draft();
CREATE TRIGGER policies_from_draft BEFORE INSERT ON policies_article
    FOR EACH ROW EXECUTE FUNCTION policies_contents_before_revision();
CREATE TRIGGER policies_from_draft BEFORE INSERT ON policies_rule
    FOR EACH ROW EXECUTE FUNCTION policies_contents_before_revision();
CREATE TRIGGER policies_from_draft BEFORE INSERT ON policies_revisiontext
    FOR EACH ROW EXECUTE FUNCTION policies_contents_before_revision();
CREATE TRIGGER policies_keep_published BEFORE UPDATE OR DELETE ON policies_revisiontext
    FOR EACH ROW EXECUTE FUNCTION policies_keep_published_contents();
"""
_DECIDED = """
CREATE FUNCTION policies_keep_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE expected policies_readingproposal;
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state = 'asked' THEN
            RETURN NEW;
        END IF;
    ELSIF TG_OP = 'UPDATE' AND OLD.state = 'asked' AND NEW.state <> 'asked' THEN
        expected := OLD;
        expected.state := NEW.state;
        expected.decided_by_id := NEW.decided_by_id;
        expected.decided_at := NEW.decided_at;
        IF NEW IS NOT DISTINCT FROM expected THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'a proposal on a reading: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER policies_keep_proposal BEFORE INSERT OR UPDATE OR DELETE ON policies_readingproposal
    FOR EACH ROW EXECUTE FUNCTION policies_keep_proposal();
CREATE FUNCTION policies_decision_from_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM policies_readingproposal p JOIN tenancy_city c ON c.id = p.city_id
        WHERE p.id = NEW.id AND p.state = 'decided' AND c.code = NEW.jurisdiction AND p.reading_id = NEW.reading_id
            AND p.option = NEW.option AND p.parameter = NEW.parameter AND p.reason = NEW.reason
            AND p.document = NEW.document AND p.decided_at = NEW.decided_at
    ) THEN
        RAISE EXCEPTION 'no two officers decided it: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER policies_from_proposal BEFORE INSERT ON policies_readingdecision
    FOR EACH ROW EXECUTE FUNCTION policies_decision_from_proposal();
"""


class Migration(migrations.Migration):
    replaces = [("policies", "0006_only_a_checked_draft_adds_rules")]
    dependencies = [("policies", "0002_published_rules_are_immutable")]
    operations = [migrations.RunSQL(_DRAFT), migrations.RunSQL(_ADDED), migrations.RunSQL(_DECIDED)]
