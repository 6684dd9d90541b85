"""What refusals of files say, in English and in French."""

from collections.abc import Mapping

from surveys.formats.unreadable import UnreadableFile
from surveys.questionnaire.text import Text, in_language

_REFUSALS: Mapping[str, Text] = {
    "empty_file": {"en": "The file is empty.", "fr": "Le fichier est vide."},
    "file_too_large": {
        "en": "The file is larger than {limit} MB.",
        "fr": "Le fichier dépasse {limit} Mo.",
    },
    "unknown_extension": {
        "en": "This kind of file is not read. Known ones: {known}.",
        "fr": "Ce type de fichier n’est pas lu. Types connus : {known}.",
    },
    "not_written": {
        "en": "This kind of file is not written. Known ones: {known}.",
        "fr": "Ce type de fichier n’est pas écrit. Types connus : {known}.",
    },
    "unknown_content": {
        "en": "This is no questionnaire of a known kind. Known ones: {known}.",
        "fr": "Ce n’est pas un questionnaire d’un type connu. Types connus : {known}.",
    },
    "broken_archive": {
        "en": "The zip file is damaged, or locked with a password.",
        "fr": "Le fichier zip est abîmé, ou protégé par un mot de passe.",
    },
    "unsafe_archive": {
        "en": "The zip file has names that lead outside of it.",
        "fr": "Le fichier zip a des noms qui mènent hors de lui.",
    },
    "archive_without_form": {
        "en": "The zip file holds no questionnaire.",
        "fr": "Le fichier zip ne contient aucun questionnaire.",
    },
    "archive_with_forms": {
        "en": "The zip file holds {count} files that may be the questionnaire. Keep one.",
        "fr": "Le fichier zip contient {count} fichiers qui peuvent être le questionnaire. N’en gardez qu’un.",
    },
    "archive_in_archive": {
        "en": "The zip file holds another one. Send what is inside.",
        "fr": "Le fichier zip en contient un autre. Envoyez ce qu’il contient.",
    },
    "not_a_workbook": {
        "en": "The file is not a spreadsheet, or it is damaged.",
        "fr": "Le fichier n’est pas un classeur, ou il est abîmé.",
    },
    "broken_file": {
        "en": "The file cannot be read: {reason}",
        "fr": "Le fichier ne peut pas être lu : {reason}",
    },
    "no_survey_sheet": {
        "en": "The file has no “survey” sheet: it is not an XLSForm.",
        "fr": "Le fichier n’a pas de feuille « survey » : ce n’est pas un XLSForm.",
    },
    "too_much_inside": {
        "en": "The file holds more than {limit} MB once decompressed.",
        "fr": "Le fichier contient plus de {limit} Mo une fois décompressé.",
    },
    "too_many_rows": {
        "en": "A sheet has more than {limit} rows.",
        "fr": "Une feuille a plus de {limit} lignes.",
    },
    "too_many_columns": {
        "en": "A sheet has more than {limit} columns.",
        "fr": "Une feuille a plus de {limit} colonnes.",
    },
    "too_many_cells": {
        "en": "A sheet has more than {limit} cells.",
        "fr": "Une feuille a plus de {limit} cellules.",
    },
    "too_many_sheets": {
        "en": "The file has more than {limit} sheets.",
        "fr": "Le fichier a plus de {limit} feuilles.",
    },
    "too_deep": {
        "en": "Groups stand in one another more than {limit} deep.",
        "fr": "Des groupes sont imbriqués sur plus de {limit} niveaux.",
    },
    "xml_declares": {
        "en": "The XML declares a document type or entities: such files are not read.",
        "fr": "Le XML déclare un type de document ou des entités : de tels fichiers ne sont pas lus.",
    },
    "broken_xml": {
        "en": "The XML is damaged at line {line}.",
        "fr": "Le XML est abîmé à la ligne {line}.",
    },
    "too_many_elements": {
        "en": "The file has more than {limit} elements.",
        "fr": "Le fichier a plus de {limit} éléments.",
    },
    "not_limesurvey": {
        "en": "The file has no question: it is not an export of a LimeSurvey survey, group or question.",
        "fr": "Le fichier n’a pas de question : ce n’est pas un export de LimeSurvey.",
    },
    "not_qualtrics": {
        "en": "The file is no Qualtrics survey: it has no SurveyElements.",
        "fr": "Le fichier n’est pas un questionnaire Qualtrics : il n’a pas de SurveyElements.",
    },
    "nothing_asked": {
        "en": "The file asks no question.",
        "fr": "Le fichier ne pose aucune question.",
    },
    "too_many_questions": {
        "en": "The file has more than {limit} questions.",
        "fr": "Le fichier a plus de {limit} questions.",
    },
    "not_surveyjs": {
        "en": "There is no SurveyJS survey in the file: nothing with pages, elements or questions.",
        "fr": "Il n’y a pas d’enquête SurveyJS dans le fichier : rien qui ait des pages, éléments ou questions.",
    },
    "not_json": {"en": "The file is not JSON.", "fr": "Le fichier n’est pas du JSON."},
    "not_a_definition": {
        "en": "The file is not a questionnaire of this format: {place}: {reason}.",
        "fr": "Le fichier n’est pas un questionnaire de ce format : {place} : {reason}.",
    },
}

_LONGEST = 600

#: Every code, for the test that compares them with the sources.
CODES = frozenset(_REFUSALS)


def refusal_message(refused: UnreadableFile, language: str) -> str:
    """Why a file was refused, in one line."""
    told = {name: _plain(value) if isinstance(value, str) else value for name, value in refused.params.items()}
    return in_language(_REFUSALS[refused.code], language, "en").format(**told)


def _plain(text: str) -> str:
    """Words of the file as far as one line holds them, and as can be written anywhere."""
    line = " ".join(text.encode("utf-8", "replace").decode().split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
