"""The database itself refuses to change or remove a submission or a ledger entry.

Erasing a person's answers says so first, in its transaction: SET LOCAL miroir.erasure = 'on'.
"""

from django.db import migrations

REFUSE = """
CREATE FUNCTION respondents_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('miroir.erasure', true) = 'on' THEN
        IF TG_OP = 'DELETE' THEN
            RETURN OLD;
        END IF;
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% is append-only: its rows are never changed nor removed', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END;
$$;
CREATE TRIGGER respondents_submission_append_only
    BEFORE UPDATE OR DELETE ON respondents_submission
    FOR EACH ROW EXECUTE FUNCTION respondents_append_only();
CREATE TRIGGER respondents_ledgerentry_append_only
    BEFORE UPDATE OR DELETE ON respondents_ledgerentry
    FOR EACH ROW EXECUTE FUNCTION respondents_append_only();
"""
ALLOW = """
DROP TRIGGER respondents_ledgerentry_append_only ON respondents_ledgerentry;
DROP TRIGGER respondents_submission_append_only ON respondents_submission;
DROP FUNCTION respondents_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("respondents", "0001_initial")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
