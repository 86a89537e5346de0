"""The database holds it, whoever writes: on every day of a policy one lead, and shares that add up to exactly one."""

from django.db import migrations

SQL = """
CREATE FUNCTION underwriting_check_shares() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    the_policy uuid := coalesce(NEW.policy_id, OLD.policy_id);
    the_city smallint := coalesce(NEW.city_id, OLD.city_id);
    boundary date;
    part record;
    over numeric;
    under numeric;
    common numeric;
    leads integer;
BEGIN
    -- Every day is like the last boundary before it. After the first share there is no day without shares.
    FOR boundary IN
        SELECT from_on FROM underwriting_share WHERE city_id = the_city AND policy_id = the_policy
        UNION SELECT to_on FROM underwriting_share
        WHERE city_id = the_city AND policy_id = the_policy AND to_on IS NOT NULL
    LOOP
        over := 0; under := 1; leads := 0;
        FOR part IN
            SELECT role, numerator::numeric AS p, denominator::numeric AS q FROM underwriting_share
            WHERE city_id = the_city AND policy_id = the_policy
                AND from_on <= boundary AND (to_on IS NULL OR to_on > boundary)
        LOOP
            over := over * part.q + part.p * under;
            under := under * part.q;
            common := gcd(over, under);
            over := div(over, common);
            under := div(under, common);
            IF part.role = 'lead' THEN leads := leads + 1; END IF;
        END LOOP;
        IF over <> under OR leads <> 1 THEN
            RAISE EXCEPTION 'shares of policy % on %: sum %/%, % leads', the_policy, boundary, over, under, leads
                USING ERRCODE = 'check_violation', CONSTRAINT = 'underwriting_share_sum';
        END IF;
    END LOOP;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER underwriting_share_sum AFTER INSERT OR UPDATE OR DELETE ON underwriting_share
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION underwriting_check_shares();
"""


class Migration(migrations.Migration):
    dependencies = [("underwriting", "0001_tables")]

    operations = [
        migrations.RunSQL(
            sql=SQL,
            reverse_sql="DROP TRIGGER underwriting_share_sum ON underwriting_share;"
            " DROP FUNCTION underwriting_check_shares()",
        )
    ]
