"""Periodic work of fieldwork."""

from uuid import UUID

import structlog
from celery import Task, shared_task
from kombu.exceptions import OperationalError

from respondents import api

log = structlog.get_logger("miroir.fieldwork")


@shared_task(name="respondents.reclaim_expired_reservations")
def reclaim_expired_reservations() -> int:
    """Give back the places of those who left; how many."""
    return api.reclaim_expired()


@shared_task(name="respondents.drop_unnamed_files")
def drop_unnamed_files() -> int:
    """Delete the files that no stored page names; how many."""
    return api.drop_unnamed_files()


@shared_task(name="respondents.end_left_interviews")
def end_left_interviews() -> int:
    """Make partials of the interviews that waves closed upon; how many."""
    return api.end_left_interviews()


@shared_task(name="respondents.examine_interviews")
def examine_interviews() -> int:
    """Examine what was completed since the last time, and raise flags; how many interviews."""
    return api.examine_open_work()


@shared_task(name="respondents.drop_signals")
def drop_signals() -> int:
    """Delete the marks of where interviews of closed waves began; how many."""
    return api.drop_signals()


@shared_task(name="respondents.examine_wave")
def examine_wave(key: int) -> int:
    """Examine a wave now: its rules have changed; how many interviews."""
    return api.examine_wave(wave=api.Wave.objects.get(pk=key))


@shared_task(name="respondents.import_panel")
def import_panel(key: str) -> bool:
    """Carry out the import of a file of people, or go on with it."""
    return api.run_import(UUID(key))


@shared_task(name="respondents.resume_panel_imports")
def resume_panel_imports() -> int:
    """Hand the imports that lost their worker to another; how many."""
    return sum(map(hand_over_import, api.imports_to_resume()))


@shared_task(name="respondents.drop_panel_files")
def drop_panel_files() -> int:
    """Destroy the files of people that nobody imported; how many."""
    return api.drop_old_files()


@shared_task(name="respondents.destroy_closed_secrets")
def destroy_closed_secrets() -> int:
    """Cut what ties people to answers in anonymous waves that closed; drop the codes of closed waves. How many."""
    return api.destroy_closed_secrets() + api.forget_closed_arrivals() + api.drop_codes_of_closed_waves()


@shared_task(name="respondents.find_recipients")
def find_recipients(key: int) -> int:
    """Find who gets a draft; how many people."""
    return api.find_recipients(key)


@shared_task(name="respondents.read_attributes")
def read_attributes(study: int) -> int:
    """Read by which attributes people of a panel may be chosen; how many."""
    return api.read_attributes(study)


@shared_task(name="respondents.start_mailing")
def start_mailing(key: int) -> int:
    """Give each person of a mailing their message, then send them; how many messages."""
    queued = api.run_start(key)
    if queued:
        send_mailings()
    return queued


@shared_task(name="respondents.send_mailing")
def send_mailing(key: int) -> int:
    """Send what waits in a mailing, for some time; how many messages."""
    return api.send_mailing(key)


@shared_task(name="respondents.send_mailings")
def send_mailings() -> int:
    """Give each mailing that is started, or has something to send or to print, to a worker; how many."""
    sum(map(hand_over_dropping, api.cancelled()))
    mailings = sum(map(hand_over_mailing, api.sending())) + sum(map(hand_over_letters, api.printing()))
    return mailings + sum(map(hand_over_start, api.starting()))


@shared_task(name="respondents.drop_waiting")
def drop_waiting(key: int) -> int:
    """Drop what a cancelled mailing has still to send; how many messages."""
    return api.drop_waiting(key)


@shared_task(name="respondents.print_letters")
def print_letters(key: int) -> int:
    """Make the letters of a mailing; how many."""
    return api.print_letters(key)


@shared_task(name="respondents.drop_letters")
def drop_letters() -> int:
    """Destroy the letters whose day is over; how many files."""
    return api.drop_letters()


@shared_task(name="respondents.call_suppliers")
def call_suppliers() -> int:
    """Tell suppliers' servers what became of those whom they sent; how many calls were heard."""
    return api.call_suppliers()


def hand_over_mailing(key: int) -> bool:
    """Give a mailing to a worker; False while the broker does not answer: beat does it later."""
    return _hand_over(send_mailing, key)


def hand_over_start(key: int) -> bool:
    """Have a mailing started by a worker; False while the broker does not answer: beat does it later."""
    return _hand_over(start_mailing, key)


def hand_over_dropping(key: int) -> bool:
    """Have a worker drop what a cancelled mailing has still to send; False while the broker does not answer."""
    return _hand_over(drop_waiting, key)


def hand_over_finding(key: int) -> bool:
    """Have a worker find who gets a draft; False while the broker does not answer."""
    return _hand_over(find_recipients, key)


def hand_over_attributes(study: int) -> bool:
    """Have a worker read by which attributes people may be chosen; False while the broker does not answer."""
    return _hand_over(read_attributes, study)


def hand_over_examination(key: int) -> bool:
    """Have a wave examined by a worker; False while the broker does not answer: beat does it within a minute."""
    try:
        examine_wave.delay(key)
    except OperationalError:
        log.warning("the broker does not answer; beat will examine it", wave=key)
        return False
    return True


def hand_over_letters(key: int) -> bool:
    """Have letters made by a worker; False while the broker does not answer: beat does it later."""
    return _hand_over(print_letters, key)


def hand_over_import(key: UUID) -> bool:
    """Give an import to a worker; False while the broker does not answer: beat does it later."""
    try:
        import_panel.delay(str(key))
    except OperationalError:
        log.warning("the broker does not answer; beat will send it again", panel_import=str(key))
        return False
    return True


def _hand_over(task: "Task[..., int]", key: int) -> bool:
    try:
        task.apply_async((key,), expires=60)
    except OperationalError:
        log.warning("the broker does not answer; what beat starts, it starts again", task=task.name, key=key)
        return False
    return True
