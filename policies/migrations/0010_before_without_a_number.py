"""“Before” an event without a number of days keeps its direction: the event itself is the bound."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("policies", "0009_versions_say_where_they_came_from")]
    operations = [
        migrations.RemoveConstraint(model_name="rule", name="policies_rule_term_whole"),
        migrations.AddConstraint(
            model_name="rule",
            constraint=models.CheckConstraint(
                name="policies_rule_term_whole",
                condition=Q(value=None, unit="", direction__in=("", "before"), roll=None)
                | (Q(value__isnull=False, roll__isnull=False) & ~Q(unit="") & ~Q(direction="")),
            ),
        ),
    ]
