"""What is sealed is read with its own key, for whom it is about, and by nobody else."""

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from respondents.vault import SealBroken, fingerprint, new_key, rewrap, seal, unseal, unwrap

ANNE, BRUNO = b"anne", b"bruno"


@given(content=st.binary(max_size=300), about=st.binary(max_size=20))
def test_what_is_sealed_is_read_again(content: bytes, about: bytes) -> None:
    key = new_key(about)
    assert unseal(key, seal(key, content, about), about) == content


def test_the_same_content_is_never_sealed_alike() -> None:
    key = new_key(ANNE)
    assert len({seal(key, b"x", ANNE) for _ in range(100)}) == 100


def test_nothing_opens_with_another_key_or_for_another_person() -> None:
    key = new_key(ANNE)
    sealed = seal(key, b"secret", ANNE)
    for wrapped, content, about in (
        (new_key(ANNE), sealed, ANNE),  # a key of hers, but not this one
        (key, sealed, BRUNO),
        (key, sealed[:-1] + bytes([sealed[-1] ^ 1]), ANNE),
        (key[:-1] + bytes([key[-1] ^ 1]), sealed, ANNE),
        (b"", sealed, ANNE),
        (key, b"", ANNE),
    ):
        with pytest.raises(SealBroken):
            unseal(wrapped, content, about)


def test_keys_of_the_environment_change_in_turn(settings: Settings) -> None:
    old, new = secrets.token_bytes(32), secrets.token_bytes(32)
    settings.IDENTITY_KEYS = (old,)
    key = new_key(ANNE)
    settings.IDENTITY_KEYS = (new, old)
    again = rewrap(key, ANNE)
    assert unwrap(key, ANNE) == unwrap(again, ANNE)
    settings.IDENTITY_KEYS = (new,)
    assert unwrap(again, ANNE)
    with pytest.raises(SealBroken):
        unwrap(key, ANNE)


def test_a_fingerprint_is_the_same_for_one_purpose_text_and_key(settings: Settings) -> None:
    settings.IDENTITY_INDEX_KEY = secrets.token_bytes(32)
    first = fingerprint("mail", "anne@example.org")
    assert first == fingerprint("mail", "anne@example.org")
    assert first != fingerprint("code", "anne@example.org")
    assert first != fingerprint("mail", "bruno@example.org")
    settings.IDENTITY_INDEX_KEY = secrets.token_bytes(32)
    assert first != fingerprint("mail", "anne@example.org")
