"""`GET /healthz`: whether the database, the broker and a worker answer."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis import Redis, RedisError

from config.heartbeat import KEY

PATIENCE = 1.2  # seconds, for all the checks together

# A check that hangs keeps its thread; when all are kept, the answer is that nothing answers.
_threads = ThreadPoolExecutor(max_workers=6, thread_name_prefix="healthz")


def answer_healthz(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that answers probes before the host is checked: they know addresses, not names."""

    def respond(request: HttpRequest) -> HttpResponse:
        return healthz(request) if request.path == "/healthz" else get_response(request)

    return respond


@never_cache
@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """Answer 200 when everything answers, 503 otherwise, with one boolean for each."""
    checks: dict[str, Callable[[], bool]] = {
        "database": database_answers,
        "broker": broker_answers,
        "worker": worker_answers,
    }
    running = {name: _threads.submit(check) for name, check in checks.items()}
    done, _ = wait(running.values(), timeout=PATIENCE)
    answers = {name: future in done and future.result() for name, future in running.items()}
    return JsonResponse(answers, status=200 if all(answers.values()) else 503)


def database_answers() -> bool:
    """Ask the database for nothing, on a connection of the pool."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT")
        return True
    except DatabaseError:
        return False
    finally:
        connection.close()


def broker_answers() -> bool:
    """Ping the broker."""
    try:
        with _broker() as broker:
            return bool(broker.ping())
    except RedisError:
        return False


def worker_answers() -> bool:
    """Look for the sign of life that every worker renews."""
    try:
        with _broker() as broker:
            return bool(broker.exists(KEY))
    except RedisError:
        return False


def _broker() -> Redis:
    return Redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1)
