"""LimeSurvey's XML (.lss, .lsg, .lsq) to its source: tables of 4 and later, and those with a row per language."""

from dataclasses import dataclass

from surveys.formats.limesurvey.source import (
    MOST_CONDITIONS,
    MOST_LANGUAGES,
    MOST_PARTS,
    MOST_QUESTIONS,
    MOST_QUOTAS,
    Answer,
    Condition,
    LsGroup,
    LsQuestion,
    LsQuota,
    LsSurvey,
    Part,
)
from surveys.formats.limesurvey.tables import Row, Tables, number

#: Tables that are read; what is left in a file is reported.
_READ_NAMES = """
answers answer_l10ns conditions defaultvalues defaultvalue_l10ns groups group_l10ns questions question_l10ns
question_attributes quota quota_members quota_languagesettings subquestions surveys surveys_languagesettings
"""
_READ = frozenset(_READ_NAMES.split())
#: How a survey looks and who may write in it: nothing of a questionnaire.
_LOOKS_NAMES = """
themes themes_inherited plugin_settings surveymenu permissions survey_url_parameters
"""
_LOOKS = frozenset(_LOOKS_NAMES.split())
_SURVEY_TEXTS = "surveyls_"


def survey_of(tables: Tables) -> LsSurvey:
    """The source that tables hold; rows that belong to nothing are counted."""
    settings = next(iter(tables.rows("surveys")), {})
    return _XmlSurvey(tables, settings).read()


def _languages(tables: Tables, settings: Row) -> tuple[str, ...]:
    """The base language first; what no table says is told by the texts."""
    written = [settings.get("language", ""), *settings.get("additional_languages", "").split(), *tables.languages]
    if not any(written):
        written = [row.get("language", "") for row in (*tables.rows("questions"), *tables.rows("question_l10ns"))]
    return tuple(dict.fromkeys(filter(None, written)))[:MOST_LANGUAGES] or ("en",)


@dataclass
class _XmlSurvey:
    tables: Tables
    settings: Row

    def __post_init__(self) -> None:
        self.languages = _languages(self.tables, self.settings)
        self.base = self.languages[0]
        self.questions: dict[str, LsQuestion] = {}
        self.parts: dict[str, tuple[LsQuestion, Part]] = {}

    def read(self) -> LsSurvey:
        groups = self._groups()
        strays = self._questions(groups)
        self._parts()
        self._texts_apart()
        self._answers()
        self._attributes()
        self._defaults()
        self._conditions()
        ordered = sorted(groups.values(), key=lambda pair: pair[0])
        return LsSurvey(
            kind=self.tables.kind,
            languages=self.languages,
            settings=self.settings,
            texts=self._survey_texts(),
            groups=[group for _, group in ordered],
            quotas=self._quotas(),
            unread=[name for name in self.tables.tables if name not in _READ | _LOOKS],
            strays=strays,
        )

    def _groups(self) -> dict[str, tuple[int, LsGroup]]:
        found: dict[str, tuple[int, LsGroup]] = {}
        for row in self.tables.rows("groups"):
            group = LsGroup(
                row.get("gid", ""),
                relevance=row.get("grelevance", ""),
                shuffle=row.get("randomization_group", ""),
            )
            _, kept = found.setdefault(group.id, (number(row.get("group_order", "")), group))
            self._put(kept.texts, row, "group_name")
            self._put(kept.descriptions, row, "description")
        for row in self.tables.rows("group_l10ns"):
            if row.get("gid", "") in found:
                _, kept = found[row.get("gid", "")]
                self._put(kept.texts, row, "group_name")
                self._put(kept.descriptions, row, "description")
        return found

    def _questions(self, groups: dict[str, tuple[int, LsGroup]]) -> int:
        """Put every question into its group, in order; those without a group make one of their own."""
        orders: dict[str, int] = {}
        homes: dict[str, list[LsQuestion]] = {}
        rows = [row for row in self.tables.rows("questions") if row.get("parent_qid", "0") in ("", "0")]
        for row in rows:
            key = row.get("qid", "")
            if key not in self.questions:
                if len(self.questions) >= MOST_QUESTIONS:
                    continue
                self.questions[key] = self._question(row)
                orders[key] = number(row.get("question_order", ""))
                homes.setdefault(row.get("gid", ""), []).append(self.questions[key])
            self._put(self.questions[key].texts, row, "question")
            self._put(self.questions[key].helps, row, "help")
        strays = 0
        for gid, questions in homes.items():
            if gid not in groups:
                groups[gid] = (10**9, LsGroup(gid))
                strays += len(questions) if self.tables.rows("groups") else 0
            groups[gid][1].questions = sorted(questions, key=lambda question: orders[question.id])
        return strays + len({row.get("qid", "") for row in rows}) - len(self.questions)

    @staticmethod
    def _question(row: Row) -> LsQuestion:
        return LsQuestion(
            id=row.get("qid", ""),
            code=row.get("title", ""),
            type=row.get("type", ""),
            mandatory=row.get("mandatory", ""),
            other=row.get("other", "").upper() == "Y",
            pattern=row.get("preg", ""),
            relevance=row.get("relevance", ""),
        )

    def _parts(self) -> None:
        rows = [row for row in self.tables.rows("questions") if row.get("parent_qid", "0") not in ("", "0")]
        orders: dict[str, int] = {}
        for row in (*self.tables.rows("subquestions"), *rows):
            owner = self.questions.get(row.get("parent_qid", ""))
            key = row.get("qid", "")
            if owner is None or len(owner.parts) >= MOST_PARTS:
                continue
            if key not in self.parts:
                axis = 1 if row.get("scale_id") == "1" else 0
                part = Part(key, row.get("title", ""), axis, relevance=row.get("relevance", ""))
                owner.parts.append(part)
                self.parts[key] = (owner, part)
                orders[key] = number(row.get("question_order", ""))
            self._put(self.parts[key][1].texts, row, "question")
        for question in self.questions.values():
            question.parts.sort(key=lambda part: (part.axis, orders[part.id]))

    def _texts_apart(self) -> None:
        for row in self.tables.rows("question_l10ns"):
            key = row.get("qid", "")
            if key in self.questions:
                self._put(self.questions[key].texts, row, "question")
                self._put(self.questions[key].helps, row, "help")
            elif key in self.parts:
                self._put(self.parts[key][1].texts, row, "question")

    def _answers(self) -> None:
        """Answers know their question by its id, and their texts of 4 and later by an id of their own."""
        found: dict[tuple[str, str, str], tuple[int, Answer]] = {}
        by_id: dict[str, Answer] = {}
        for row in self.tables.rows("answers"):
            key = (row.get("qid", ""), row.get("code", ""), row.get("scale_id") or "0")
            if key not in found:
                scale = 1 if key[2] == "1" else 0
                answer = Answer(key[1], scale, value=row.get("assessment_value", "0"))
                found[key] = (number(row.get("sortorder", "")), answer)
            self._put(found[key][1].texts, row, "answer")
            if row.get("aid"):
                by_id[row["aid"]] = found[key][1]
        for row in self.tables.rows("answer_l10ns"):
            if row.get("aid", "") in by_id:
                self._put(by_id[row["aid"]].texts, row, "answer")
        for (qid, _, _), (_, answer) in sorted(found.items(), key=lambda item: item[1][0]):
            if qid in self.questions and len(self.questions[qid].answers) < MOST_PARTS:
                self.questions[qid].answers.append(answer)

    def _attributes(self) -> None:
        for row in self.tables.rows("question_attributes"):
            question = self.questions.get(row.get("qid", ""))
            if question is not None and row.get("value"):
                values = question.attributes.setdefault(row.get("attribute", "").strip().lower(), {})
                values[row.get("language", "")] = row["value"]

    def _defaults(self) -> None:
        by_id: dict[str, Row] = {}
        for row in self.tables.rows("defaultvalues"):
            by_id[row.get("dvid", "")] = row
            self._default(row, row.get("language", ""), row.get("defaultvalue", ""))
        for row in self.tables.rows("defaultvalue_l10ns"):
            owner = by_id.get(row.get("dvid", ""))
            if owner is not None:
                self._default(owner, row.get("language", ""), row.get("defaultvalue", ""))

    def _default(self, row: Row, language: str, value: str) -> None:
        question = self.questions.get(row.get("qid", ""))
        if question is None or not value:
            return
        _, part = self.parts.get(row.get("sqid", ""), (question, None))
        if part is not None:
            part.default = {**part.default, language: value}
        else:
            question.defaults.setdefault(row.get("specialtype", ""), {})[language] = value

    def _conditions(self) -> None:
        for row in self.tables.rows("conditions")[:MOST_CONDITIONS]:
            question = self.questions.get(row.get("qid", ""))
            if question is not None:
                question.conditions.append(
                    Condition(
                        scenario=number(row.get("scenario", "1")),
                        about=row.get("cqid", ""),
                        fieldname=row.get("cfieldname", ""),
                        method=row.get("method", "") or "==",
                        value=row.get("value", ""),
                    )
                )

    def _quotas(self) -> list[LsQuota]:
        found: dict[str, LsQuota] = {}
        for row in self.tables.rows("quota")[:MOST_QUOTAS]:
            found[row.get("id", "")] = LsQuota(
                name=row.get("name", ""),
                limit=row.get("qlimit", ""),
                action=row.get("action", ""),
                active=row.get("active", "1") not in ("0", "N"),
                urls=row.get("autoload_url") == "1",
            )
        for row in self.tables.rows("quota_members"):
            quota, question = found.get(row.get("quota_id", "")), self.questions.get(row.get("qid", ""))
            if quota is not None and question is not None:
                quota.members.append((question.id, row.get("code", "")))
        for row in self.tables.rows("quota_languagesettings"):
            key = row.get("quotals_quota_id", "")
            if key in found:
                found[key].messages[row.get("quotals_language", "")] = row.get("quotals_message", "")
        return list(found.values())

    def _survey_texts(self) -> dict[str, dict[str, str]]:
        texts: dict[str, dict[str, str]] = {}
        for row in self.tables.rows("surveys_languagesettings"):
            language = row.get("surveyls_language", "") or self.base
            for name, value in row.items():
                if name.startswith(_SURVEY_TEXTS) and value:
                    texts.setdefault(name, {})[language] = value
        return texts

    def _put(self, texts: dict[str, str], row: Row, column: str) -> None:
        value = row.get(column, "")
        language = row.get("language", "") or self.base
        if value:
            texts.setdefault(language, value)
