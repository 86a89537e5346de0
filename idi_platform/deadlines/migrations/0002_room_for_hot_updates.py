"""Marking a miss and moving a timer rewrite rows in place when their pages have room."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0001_tables")]

    operations = [
        migrations.RunSQL(
            sql="""
                ALTER TABLE deadlines_deadline SET (fillfactor = 90);
                ALTER TABLE deadlines_deadlinetimer SET (fillfactor = 70);
            """,
            reverse_sql="""
                ALTER TABLE deadlines_deadline RESET (fillfactor);
                ALTER TABLE deadlines_deadlinetimer RESET (fillfactor);
            """,
        )
    ]
