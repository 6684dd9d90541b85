"""Pictures of a questionnaire, at addresses that only those who were shown them know."""

import hashlib
from collections.abc import Mapping
from functools import lru_cache

from django.urls import reverse

from respondents.versions import compiled_version
from surveys.questionnaire.definition import Image


@lru_cache(maxsize=64)
def pictures_of(version_id: int) -> Mapping[str, Image]:
    """The pictures of a version, by the SHA-256 of their bytes in hexadecimal."""
    return {hashlib.sha256(image.data).hexdigest(): image for image in compiled_version(version_id).definition.images}


@lru_cache(maxsize=64)
def addresses_of(version_id: int) -> Mapping[str, str]:
    """The address of each picture of a version, by the name that choices give it."""
    return {
        image.name: reverse("respondents:picture", args=[version_id, digest])
        for digest, image in pictures_of(version_id).items()
    }
