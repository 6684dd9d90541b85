"""Settings, from the environment only. Each variable is described in docs/configuration.md.

Without DATABASE_URL or with DEMO the installation is local: plain http, embedded services where no
address is given, secrets made and kept in MIROIR_HOME. Anything else is production.
"""

import os
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config.embedded import NAME, places_for, stored_secret
from config.environment import NOTSET, Environment
from config.jobs import BEAT_SCHEDULE
from config.logs import configure_structlog, logging_settings

env = Environment()
BASE_DIR = Path(__file__).resolve().parent.parent

# The installation
DEMO = env.bool("DEMO", default=False)
DEBUG = env.bool("DEBUG", default=False)
EMBEDDED_POSTGRESQL = not env.str("DATABASE_URL", default="")
EMBEDDED_VALKEY = not env.str("REDIS_URL", default="")
LOCAL = DEMO or EMBEDDED_POSTGRESQL
MIROIR_HOME = env.path("MIROIR_HOME", default=str(BASE_DIR / ".miroir")).root
PLACES = places_for(Path(MIROIR_HOME), root=os.geteuid() == 0)
SECRET_KEY = (
    env.str("SECRET_KEY", default="") or stored_secret(PLACES.home, "secret_key") if LOCAL else env.str("SECRET_KEY")
)

IDENTITY_KEYS = env.keys(
    "IDENTITY_KEYS", default=stored_secret(PLACES.home, "identity_key", size=32) if LOCAL else NOTSET
)
IDENTITY_INDEX_KEY = env.key(
    "IDENTITY_INDEX_KEY", default=stored_secret(PLACES.home, "identity_index_key", size=32) if LOCAL else NOTSET
)

# Addresses and processes
HOST = env.str("HOST", default="127.0.0.1")
PORT = env.int("PORT", default=8000, most=65535)
SITE_URL = env.str("SITE_URL", default=f"http://localhost:{PORT}").rstrip("/")
ALLOWED_HOSTS = (
    env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"]) if LOCAL else env.list("ALLOWED_HOSTS")
)
CSRF_TRUSTED_ORIGINS = [SITE_URL]
WEB_PROCESSES = env.int("WEB_PROCESSES", default=2)
WEB_THREADS = env.int("WEB_THREADS", default=4)
WORKER_PROCESSES = env.int("WORKER_PROCESSES", default=2)
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

INSTALLED_APPS = [
    "config",
    "analytics",
    "respondents",
    "surveys",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_htmx",
    "rules.apps.AutodiscoverRulesConfig",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "config.health.answer_healthz",
    "config.proxies.find_address",
    "config.request_log.RequestLog",
    "config.bodies.refuse_long_bodies",
    "django.middleware.security.SecurityMiddleware",
    "config.policy.say_policy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.members.Sessions",
    "config.members.Languages",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "config.members.Accounts",
    "config.members.Messages",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.members.Htmx",
    "allauth.account.middleware.AccountMiddleware",
    "config.outages.Outages",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.installation",
            ],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = ("bootstrap5", "miroir")
CRISPY_TEMPLATE_PACK = "bootstrap5"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Data
DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        **(
            {
                "NAME": NAME,
                "USER": NAME,
                "HOST": str(PLACES.sockets),
            }
            if EMBEDDED_POSTGRESQL
            else env.db("DATABASE_URL")
        ),
        "ENGINE": "config.postgresql",
    }
}
DATABASES["default"]["OPTIONS"] = {
    **DATABASES["default"].get("OPTIONS", {}),
    "prepare_threshold": 2,  # for the few statements that are sent with their parameters apart
    "pool": {
        "min_size": 1,
        "max_size": env.int("DATABASE_POOL_SIZE", default=8),
        "timeout": 2,  # seconds that a request waits for a connection, then it is told to come again
        "reconnect_timeout": 5,
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = f"unix://{PLACES.sockets}/valkey.sock" if EMBEDDED_VALKEY else env.str("REDIS_URL")
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "miroir",
    }
}
STORAGE_ROOT = env.str("STORAGE_ROOT", default=str(PLACES.home / "storage"))
STORAGES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": STORAGE_ROOT},
    },
    "staticfiles": {"BACKEND": "config.minified.MinifiedStorage"},
}
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / ".static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# Accounts
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AUTH_USER_MODEL = "surveys.User"
ACCOUNT_ADAPTER = "config.accounts.ClosedAccounts"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by invitation
ACCOUNT_SESSION_REMEMBER = False
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]

# Security
HTTPS = env.bool("HTTPS", default=not LOCAL)
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
PROXIES = env.int("PROXIES", default=1) if BEHIND_PROXY else 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# Languages and time
LANGUAGE_CODE = env.str("LANGUAGE_CODE", default="fr")
LANGUAGES = [("fr", _("French")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", default="Europe/Paris")

# Mail
vars().update(env.email("EMAIL_URL", default="consolemail://") if LOCAL else env.email("EMAIL_URL"))
EMAIL_TIMEOUT = 30  # seconds
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="miroir@localhost")
ANYMAIL = {
    "WEBHOOK_SECRET": env.list("WEBHOOK_SECRET", default=[]),
    "MAILGUN_WEBHOOK_SIGNING_KEY": env.str("MAILGUN_SIGNING_KEY", default=""),
}

# Logs
LOGGING = logging_settings(
    style=env.str("LOG_FORMAT", default="console" if LOCAL else "json"),
    level=env.str("LOG_LEVEL", default="INFO"),
)
LOGGING_CONFIG = "logging.config.dictConfig"
configure_structlog()

# Jobs
CELERY_BROKER_URL = CELERY_RESULT_BACKEND = REDIS_URL.replace("unix://", "redis+socket://", 1)
CELERY_TASK_DEFAULT_QUEUE = env.str("CELERY_QUEUE", default="celery")  # its own where the broker serves others too
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,  # a killed worker's jobs are given to another after this
    "socket_connect_timeout": 2,
}
CELERY_RESULT_EXPIRES = 3600
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SERIALIZER = CELERY_RESULT_SERIALIZER = "json"
CELERY_TASK_ACKS_LATE = CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 2, "interval_start": 0, "interval_max": 0.2}
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE = BEAT_SCHEDULE
CELERY_BEAT_SCHEDULER = "celery.beat:Scheduler"  # in memory: a file would be one more thing to corrupt

# Results
MIROIR_PART_INTERVIEWS = env.int("MIROIR_PART_INTERVIEWS", default=100_000)  # in a part of a snapshot

# Fieldwork
MIROIR_RESERVATION_MINUTES = env.int("MIROIR_RESERVATION_MINUTES", default=45)
