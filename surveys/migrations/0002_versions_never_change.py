"""The database itself refuses to change or remove a published version."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION surveys_version_is_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'version % is published: it is never changed nor removed', OLD.id
        USING ERRCODE = 'integrity_constraint_violation';
END;
$$;
CREATE TRIGGER surveys_version_is_immutable
    BEFORE UPDATE OR DELETE ON surveys_version
    FOR EACH ROW EXECUTE FUNCTION surveys_version_is_immutable();
"""
ALLOW = """
DROP TRIGGER surveys_version_is_immutable ON surveys_version;
DROP FUNCTION surveys_version_is_immutable();
"""


class Migration(migrations.Migration):
    dependencies = [("surveys", "0001_initial")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
