"""audit lies below dossiers, so its events name a dossier by plain id; the composite key is added from here."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0001_tables"), ("audit", "0001_tables")]

    operations = [
        migrations.RunSQL(
            sql="""
                ALTER TABLE audit_event ADD CONSTRAINT audit_event_dossier_fk
                FOREIGN KEY (city_id, dossier_id) REFERENCES dossiers_dossier (city_id, id)
                DEFERRABLE INITIALLY DEFERRED
            """,
            reverse_sql="ALTER TABLE audit_event DROP CONSTRAINT audit_event_dossier_fk",
        )
    ]
