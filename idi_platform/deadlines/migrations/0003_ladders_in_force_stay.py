"""A ladder of a city changes as a draft alone; two officers put it in force, and the next one replaces it."""

from django.db import migrations

_KEPT = """
CREATE FUNCTION deadlines_keep_ladder() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE expected deadlines_cityladder;
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state = 'draft' THEN
            RETURN NEW;
        END IF;
    ELSIF TG_OP = 'UPDATE' THEN
        expected := OLD;
        expected.state := NEW.state;
        IF OLD.state = 'draft' AND NEW.state IN ('draft', 'asked', 'withdrawn') THEN
            expected.rungs := NEW.rungs;
            expected.reason := NEW.reason;
            expected.reaches_running := NEW.reaches_running;
            expected.asked_at := NEW.asked_at;
            expected.decided_by_id := NEW.decided_by_id;
            expected.decided_at := NEW.decided_at;
        ELSIF OLD.state = 'asked' AND NEW.state IN ('in_force', 'refused', 'withdrawn') THEN
            expected.number := NEW.number;
            expected.refusal := NEW.refusal;
            expected.decided_by_id := NEW.decided_by_id;
            expected.decided_at := NEW.decided_at;
        ELSIF OLD.state = 'in_force' AND NEW.state = 'replaced' THEN
            expected.ended_at := NEW.ended_at;
        ELSE
            expected.state := OLD.state;
        END IF;
        IF NEW IS NOT DISTINCT FROM expected THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'a ladder of a city: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER deadlines_keep_ladder BEFORE INSERT OR UPDATE OR DELETE ON deadlines_cityladder
    FOR EACH ROW EXECUTE FUNCTION deadlines_keep_ladder();
"""


class Migration(migrations.Migration):
    replaces = [("deadlines", "0009_terms_begun_before_keep_their_plans")]
    dependencies = [("deadlines", "0002_room_for_hot_updates")]
    operations = [migrations.RunSQL(_KEPT)]
