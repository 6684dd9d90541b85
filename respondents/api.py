"""The door to fieldwork: what the other apps may use of it, besides its pure packages."""

from respondents.access import signed_in, study_for, wave_for
from respondents.endings import end_left_interviews
from respondents.examining import examine_open_work, examine_wave
from respondents.invitations.finding import find_recipients
from respondents.invitations.links import destroy_closed_secrets
from respondents.invitations.mailings import cancelled, drop_waiting, printing, sending
from respondents.invitations.outbox import send_mailing
from respondents.invitations.printing import drop_letters, print_letters
from respondents.invitations.resuming import drop_codes_of_closed_waves
from respondents.invitations.starting import run_start, starting
from respondents.models import Wave
from respondents.origins import drop_signals
from respondents.paces import Paces, paces_of
from respondents.panel.attributes import read_attributes
from respondents.panel.importing import imports_to_resume, run_import
from respondents.panel.imports import drop_old_files
from respondents.panel.selectors import counts_by_state
from respondents.passages import WaveNotFound
from respondents.quota_ledger import reclaim_expired
from respondents.selectors import (
    CompletedInterview,
    QuotaBoard,
    QuotaRow,
    completed_interviews,
    count_completes,
    last_number,
    membership,
    quota_board,
)
from respondents.simulation.driver import Simulated, SimulationStoppedError, simulate
from respondents.suppliers.forgetting import forget_closed_arrivals
from respondents.suppliers.outbox import call_suppliers
from respondents.uploads import drop_unnamed_files
from respondents.waves import get_wave, open_wave, set_paused, waves_of

__all__ = [
    "CompletedInterview",
    "Paces",
    "QuotaBoard",
    "QuotaRow",
    "Simulated",
    "SimulationStoppedError",
    "Wave",
    "WaveNotFound",
    "call_suppliers",
    "cancelled",
    "completed_interviews",
    "count_completes",
    "counts_by_state",
    "destroy_closed_secrets",
    "drop_codes_of_closed_waves",
    "drop_letters",
    "drop_old_files",
    "drop_signals",
    "drop_unnamed_files",
    "drop_waiting",
    "end_left_interviews",
    "examine_open_work",
    "examine_wave",
    "find_recipients",
    "forget_closed_arrivals",
    "get_wave",
    "imports_to_resume",
    "last_number",
    "membership",
    "open_wave",
    "paces_of",
    "print_letters",
    "printing",
    "quota_board",
    "read_attributes",
    "reclaim_expired",
    "run_import",
    "run_start",
    "send_mailing",
    "sending",
    "set_paused",
    "signed_in",
    "simulate",
    "starting",
    "study_for",
    "wave_for",
    "waves_of",
]
