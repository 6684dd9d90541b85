"""What beat starts, and when. Tasks are named, not imported: settings load before the apps."""

from datetime import timedelta

BEAT_SCHEDULE = {
    "reclaim-expired-reservations": {
        "task": "respondents.reclaim_expired_reservations",
        "schedule": timedelta(minutes=1),
        "options": {"expires": 60},
    },
    "end-left-interviews": {
        "task": "respondents.end_left_interviews",
        "schedule": timedelta(minutes=10),
        "options": {"expires": 600},
    },
    "examine-interviews": {
        "task": "respondents.examine_interviews",
        "schedule": timedelta(minutes=1),
        "options": {"expires": 60},
    },
    "drop-signals": {
        "task": "respondents.drop_signals",
        "schedule": timedelta(minutes=10),
        "options": {"expires": 600},
    },
    "drop-unnamed-files": {
        "task": "respondents.drop_unnamed_files",
        "schedule": timedelta(hours=6),
        "options": {"expires": 3600},
    },
    "resume-panel-imports": {
        "task": "respondents.resume_panel_imports",
        "schedule": timedelta(minutes=1),
        "options": {"expires": 60},
    },
    "drop-panel-files": {
        "task": "respondents.drop_panel_files",
        "schedule": timedelta(hours=6),
        "options": {"expires": 3600},
    },
    "send-mailings": {
        "task": "respondents.send_mailings",
        "schedule": timedelta(minutes=1),
        "options": {"expires": 60},
    },
    "call-suppliers": {
        "task": "respondents.call_suppliers",
        "schedule": timedelta(minutes=1),
        "options": {"expires": 60},
    },
    "drop-letters": {
        "task": "respondents.drop_letters",
        "schedule": timedelta(minutes=30),
        "options": {"expires": 600},
    },
    "destroy-closed-secrets": {
        "task": "respondents.destroy_closed_secrets",
        "schedule": timedelta(minutes=10),
        "options": {"expires": 600},
    },
    "aggregate-open-waves": {
        "task": "analytics.aggregate_open_waves",
        "schedule": timedelta(minutes=10),
        "options": {"expires": 600},
    },
}
