"""People are invited to a wave: one invitation each, however often it is asked for."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from django.db import connection, transaction

from respondents.invitations.codes import code_of, hash_of_code
from respondents.invitations.links import hash_of, invitation_key, token_of, wave_secret
from respondents.models import Invitation, Panelist, Wave
from respondents.panel.people import lock_panel

_INVITE = """
    INSERT INTO identity.invitation (id, panelist_id, wave, token_hash)
    SELECT new.id, new.panelist, %s, new.hash
    FROM unnest(%s::uuid[], %s::uuid[], %s::bytea[]) AS new (id, panelist, hash)
    JOIN identity.panelist ON panelist.id = new.panelist AND panelist.state <> %s
    ON CONFLICT DO NOTHING
"""
_TURNS = 8


@transaction.atomic
def invite(*, wave: Wave, panelists: Collection[UUID]) -> Mapping[UUID, UUID]:
    """The key of the invitation of each of these people. Raises LinksDestroyedError, SealBroken."""
    lock_panel(wave.study_id)
    invite_some(wave=wave, secret=wave_secret(wave.pk), panelists=panelists)
    there = Invitation.objects.filter(wave=wave.pk, panelist__in=panelists).values_list("panelist_id", "pk")
    return dict(there)


def invite_some(*, wave: Wave, secret: bytes, panelists: Collection[UUID]) -> None:
    """Invite these people, but those who were erased. Within a transaction that holds the panel."""
    keys = [invitation_key(panelist=each, wave=wave.pk) for each in panelists]
    hashes = [hash_of(token_of(secret, key)) for key in keys]
    with connection.cursor() as cursor:
        cursor.execute(_INVITE, [wave.pk, keys, list(panelists), hashes, Panelist.State.ERASED])


def print_codes(*, secret: bytes, wave: int, invitations: Sequence[Invitation]) -> Mapping[UUID, str]:
    """The codes for letters, by invitation: the same at each printing. A constant number of queries, as a rule."""
    first = {each.pk: code_of(secret, each.pk) for each in invitations}
    hashes = {key: hash_of_code(wave, code) for key, code in first.items()}
    found = Invitation.objects.filter(code_hash__in=list(hashes.values())).values_list("code_hash", flat=True)
    taken = {bytes(hashed or b"") for hashed in found}
    fresh = {hashes[each.pk]: each for each in invitations if each.code_hash is None and hashes[each.pk] not in taken}
    for hashed, invitation in fresh.items():
        invitation.code_hash = hashed
    Invitation.objects.bulk_update(list(fresh.values()), ["code_hash"], batch_size=1000)
    return {each.pk: _printed(secret, each, first[each.pk], hashes[each.pk]) for each in invitations}


def _printed(secret: bytes, invitation: Invitation, code: str, hashed: bytes) -> str:
    if invitation.code_hash is not None and bytes(invitation.code_hash) == hashed:
        return code
    return print_code(secret=secret, invitation=invitation)


def print_code(*, secret: bytes, invitation: Invitation) -> str:
    """The code for somebody's letter: the same at each printing. Its hash is kept at the first."""
    for turn in range(_TURNS):
        code = code_of(secret, invitation.pk, turn)
        hashed = hash_of_code(invitation.wave, code)
        if invitation.code_hash is not None:
            if bytes(invitation.code_hash) == hashed:
                return code
        elif not Invitation.objects.filter(code_hash=hashed).exists():
            invitation.code_hash = hashed
            invitation.save(update_fields=["code_hash"])
            return code
    raise AssertionError("no code in eight is free: 40 bits do not collide that often")
