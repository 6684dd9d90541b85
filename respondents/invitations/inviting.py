"""People are invited to a wave: one invitation each, however often it is asked for."""

from collections.abc import Collection, Mapping
from uuid import UUID, uuid4

from django.db import transaction

from respondents.invitations.codes import code_of, hash_of_code
from respondents.invitations.links import hash_of, token_of, wave_secret
from respondents.models import Invitation

_TURNS = 8


@transaction.atomic
def invite(*, wave: int, panelists: Collection[UUID]) -> Mapping[UUID, UUID]:
    """The key of the invitation of each of these people. Raises LinksDestroyedError, SealBroken."""
    secret = wave_secret(wave)
    fresh = []
    for panelist in panelists:
        key = uuid4()
        fresh.append(Invitation(id=key, panelist_id=panelist, wave=wave, token_hash=hash_of(token_of(secret, key))))
    Invitation.objects.bulk_create(fresh, ignore_conflicts=True, batch_size=5000)
    there = Invitation.objects.filter(wave=wave, panelist__in=panelists).values_list("panelist_id", "pk")
    return dict(there)


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
