"""What a demonstration prepares before it serves: translations, static files, tables."""

import gettext
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from pytest_django import Settings

from config.catalogs import compile_catalogs
from config.static_files import collect_if_changed

CATALOG = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8"

msgid "Next"
msgstr "{}"
"""


def test_catalogs_are_compiled_when_they_changed(tmp_path: Path) -> None:
    source = tmp_path / "fr/LC_MESSAGES/django.po"
    source.parent.mkdir(parents=True)
    source.write_text(CATALOG.format("Suivant"))
    target = source.with_suffix(".mo")
    assert compile_catalogs(tmp_path) == [target]
    with target.open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Next") == "Suivant"
    assert compile_catalogs(tmp_path) == []
    source.write_text(CATALOG.format("Continuer"))
    assert compile_catalogs(tmp_path) == [target]


def test_static_files_are_collected_when_they_changed(tmp_path: Path, settings: Settings) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "page.css").write_text("body { color: black }")
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "config.minified.MinifiedStorage"},
    }
    assert collect_if_changed()
    assert not collect_if_changed()
    (source / "page.css").write_text("body { color: white; }")
    assert collect_if_changed()
    (hashed,) = tmp_path.glob("collected/page.*.css")
    assert "white" in hashed.read_text()


def test_our_scripts_are_served_without_comments_and_blanks(tmp_path: Path, settings: Settings) -> None:
    written = {"js/ours.js": "/* Why. */\nalert( 'a  b' );\n", "library/theirs.js": "/* Why. */\nalert( 1 );\n"}
    for name, script in written.items():
        (tmp_path / "source" / name).parent.mkdir(parents=True)
        (tmp_path / "source" / name).write_text(script)
    settings.STATICFILES_DIRS = [tmp_path / "source"]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "config.minified.MinifiedStorage"}}
    assert collect_if_changed()
    (ours,), (theirs,) = tmp_path.glob("collected/js/ours.*.js"), tmp_path.glob("collected/library/theirs.*.js")
    assert ours.read_text() == "alert('a  b');"
    assert theirs.read_text() == written["library/theirs.js"]


def test_a_demonstration_is_asked_for(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="set DEMO=1"):
        call_command("demo", stdout=StringIO())
