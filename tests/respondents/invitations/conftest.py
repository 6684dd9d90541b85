"""Each test of invitations begins without what others kept outside the database."""

import pytest
from django.core.files.storage import default_storage


@pytest.fixture(autouse=True)
def _nothing_is_kept_outside(test_installation: None) -> None:
    for folder in ("erasures", "departures"):
        if default_storage.exists(folder):
            for name in default_storage.listdir(folder)[1]:
                default_storage.delete(f"{folder}/{name}")
