"""Terms that ran before plans were kept: what their timers hold, told to whom the product's ladder tells it."""

from django.db import migrations

# 1 those in charge, 2 managers, 4 the district's officers, 8 the city's (rules/plan.py, Audience).
# The owner sees no city's rows while the wall is forced on it too; afterwards it is again.
_KEEP = """
ALTER TABLE deadlines_deadlinetimer NO FORCE ROW LEVEL SECURITY;
ALTER TABLE deadlines_deadlineplan NO FORCE ROW LEVEL SECURITY;
INSERT INTO deadlines_deadlineplan (city_id, deadline_id, version, due_step, instants, tells)
SELECT city_id, deadline_id, plan_version, due_step, plan,
       ARRAY(SELECT CASE WHEN step <= due_step THEN 1 WHEN step = due_step + 1 THEN 7 WHEN step = due_step + 2 THEN 6 ELSE 8 END
             FROM generate_subscripts(plan, 1) AS step ORDER BY step)
FROM deadlines_deadlinetimer
ON CONFLICT DO NOTHING;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE deadlines_deadlinetimer FORCE ROW LEVEL SECURITY;
ALTER TABLE deadlines_deadlineplan FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0008_a_city_keeps_ladders_of_its_own")]

    operations = [migrations.RunSQL(_KEEP, migrations.RunSQL.noop)]
