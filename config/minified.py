"""Static files as they are served: our scripts without comments and blanks, then all hashed and compressed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.files.storage import Storage
from rjsmin import jsmin
from whitenoise.storage import CompressedManifestStaticFilesStorage

#: Libraries come minified by those who make them.
OURS = "js/"


class MinifiedStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # WhiteNoise has no types
    """WhiteNoise's storage, after the scripts of Miroir were minified."""

    def post_process(
        self, paths: dict[str, tuple[Storage, str]], dry_run: bool = False, **options: Any
    ) -> Iterator[tuple[str, str | None, bool | Exception]]:
        """Minify each script from its source, so that collecting again changes nothing; go on from what that made."""
        minified = {name: (self, name) for name in paths if name.startswith(OURS) and name.endswith(".js")}
        for name in minified if not dry_run else ():
            source, path = paths[name]
            with source.open(path) as script:
                Path(self.path(name)).write_text(jsmin(script.read().decode()))
        yield from super().post_process({**paths, **minified}, dry_run, **options)
