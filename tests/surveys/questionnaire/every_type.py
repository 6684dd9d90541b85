"""A question of every type, in French and English: what holds of all types is tested on these."""

import struct
import zlib
from base64 import b64encode

from surveys.questionnaire.choices import Choice, ChoiceList
from surveys.questionnaire.definition import Definition, Image, Page
from surveys.questionnaire.formula import Formula
from surveys.questionnaire.types import (
    AnyQuestion,
    Assigned,
    Calculated,
    Column,
    Consent,
    Differential,
    Grid,
    Hidden,
    Matrix,
    MatrixMultiple,
    MatrixScales,
    Moment,
    Multiple,
    MultipleNumber,
    MultipleText,
    Note,
    Nps,
    Number,
    OpenText,
    Opposites,
    Ranking,
    Row,
    Scale,
    Single,
    Slider,
    Upload,
    YesNo,
)
from tests.surveys.questionnaire.building import definition, words

UNSAID = Choice(code="unsaid", label=words("I prefer not to say", "Je préfère ne pas le dire"), missing="refused")
UNKNOWN = Choice(code="unknown", label=words("I do not know", "Je ne sais pas"), missing="unknown")

USES = ChoiceList(
    name="uses",
    choices=(
        Choice(code="search", label=words("Looking something up", "Chercher une information")),
        Choice(code="letter", label=words("Writing a letter", "Écrire un courrier")),
        Choice(code="summary", label=words("Summing up", "Résumer un dossier")),
        Choice(code="else", label=words("Another use", "Un autre usage"), other=True),
        Choice(code="none", label=words("None of these", "Aucun de ces usages"), exclusive=True),
        UNSAID,
    ),
)
AGREE = ChoiceList(
    name="agree",
    choices=(
        Choice(code="1", label=words("Disagree", "Pas d’accord")),
        Choice(code="2", label=words("Rather agree", "Plutôt d’accord")),
        Choice(code="3", label=words("Agree", "D’accord")),
        UNKNOWN,
    ),
)
STARS = ChoiceList(name="stars", choices=tuple(Choice(code=str(n), label=words(str(n))) for n in range(1, 6)))
FACES = ChoiceList(
    name="faces",
    choices=(
        Choice(code="glad", label=words("Glad", "Content"), image="glad.png"),
        Choice(code="sad", label=words("Sad", "Triste"), image="sad.png"),
    ),
)


def picture(name: str, colour: bytes) -> Image:
    """A PNG of 4 by 3 points of one colour (red, green, blue)."""
    header, points = struct.pack(">IIBBBBB", 4, 3, 8, 2, 0, 0, 0), zlib.compress((b"\0" + colour * 4) * 3)
    chunks = ((b"IHDR", header), (b"IDAT", points), (b"IEND", b""))
    written = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    png = b"\x89PNG\r\n\x1a\n" + b"".join(written)
    return Image(name=name, media_type="image/png", data=b64encode(png))


def rows(name: str) -> tuple[Row, ...]:
    return (
        Row(name=f"{name}_home", label=words("At home", "À la maison")),
        Row(name=f"{name}_work", label=words("At work", "Au travail")),
    )


def columns() -> tuple[Column, ...]:
    return (
        Column(name="day", label=words("By day", "Le jour")),
        Column(name="night", label=words("By night", "La nuit")),
    )


PAGES: tuple[Page, ...] = (
    Page(
        name="start",
        title=words("Taking part", "Participer"),
        text=words("Please read what follows.", "Veuillez lire ce qui suit."),
        questions=(
            Note(name="hello", label=words("Your answers stay **yours**.", "Vos réponses restent **à vous**.")),
            Consent(name="agreed", label=words("Do you agree?", "Êtes-vous d’accord ?")),
        ),
    ),
    Page(
        name="choices",
        title=words("Choices", "Choix"),
        questions=(
            Single(name="one", list="uses", label=words("Main use?", "Usage principal ?"), required="required"),
            Single(name="region", type="dropdown", list="agree", label=words("Do you agree?", "D’accord ?")),
            Single(
                name="trust",
                type="scale",
                list="stars",
                label=words("How much trust?", "Quelle confiance ?"),
                comment=True,
            ),
            Single(name="mood", type="image_choice", list="faces", label=words("Your mood?", "Votre humeur ?")),
            Multiple(name="several", list="uses", label=words("Which uses?", "Quels usages ?"), most=3),
            Multiple(
                name="moods",
                type="image_multiple",
                list="faces",
                label=words("Your moods?", "Vos humeurs ?"),
                comment=True,
                comment_each=True,
                comment_label=words("Why?", "Pourquoi ?"),
            ),
            YesNo(name="ever", label=words("Ever?", "Déjà ?"), opt_outs=(UNSAID,), required="required"),
            Nps(
                name="recommend", label=words("Would you recommend it?", "Le conseilleriez-vous ?"), opt_outs=(UNKNOWN,)
            ),
            Ranking(name="order", list="stars", top=2, label=words("The first two?", "Les deux premiers ?")),
        ),
    ),
    Page(
        name="fields",
        title=words("Fields", "Champs"),
        questions=(
            Slider(
                name="pain",
                most=100,
                step=5,
                label=words("How much pain?", "Quelle douleur ?"),
                low=words("None", "Aucune"),
                high=words("Unbearable", "Insupportable"),
            ),
            Number(name="age", least=18, most=120, label=words("Your age", "Votre âge"), unit=words("years", "ans")),
            Number(name="share", type="decimal", label=words("Share", "Part"), unit=words("%", "%")),
            Moment(name="since", most="2026-12-31", label=words("Since when?", "Depuis quand ?")),
            Moment(name="hour", type="time", label=words("What time?", "Quelle heure ?")),
            Moment(name="instant", type="datetime", label=words("Which moment?", "Quel moment ?")),
            OpenText(name="word", longest=40, label=words("In a word", "En un mot")),
            OpenText(
                name="story",
                type="long_text",
                label=words("Tell us", "Racontez"),
                hint=words("No names, please.", "Sans nom, s’il vous plaît."),
                relevant=Formula(text="${one} = 'search'"),
            ),
            OpenText(name="mail", type="email", label=words("Your address", "Votre adresse")),
            Upload(name="letter", accept=(".pdf", ".jpg"), label=words("A letter", "Un courrier")),
        ),
    ),
    Page(
        name="rows",
        title=words("Rows", "Lignes"),
        questions=(
            Matrix(name="m", list="agree", rows=rows("m"), label=words("It is useful", "C’est utile")),
            MatrixMultiple(name="mm", list="uses", rows=rows("mm"), most=2, label=words("Uses?", "Usages ?")),
            MatrixScales(
                name="ms",
                rows=rows("ms"),
                label=words("Two views", "Deux avis"),
                scales=(
                    Scale(name="now", label=words("Today", "Aujourd’hui"), list="stars"),
                    Scale(name="then", label=words("In ten years", "Dans dix ans"), list="agree"),
                ),
            ),
            Differential(
                name="d",
                label=words("AI is", "L’IA est"),
                points=5,
                opt_outs=(UNKNOWN,),
                rows=(
                    Opposites(name="d_cold", label=words("Cold", "Froide"), right=words("Warm", "Chaleureuse")),
                    Opposites(name="d_slow", label=words("Slow", "Lente"), right=words("Quick", "Rapide")),
                ),
            ),
        ),
    ),
    Page(
        name="cells",
        title=words("Cells", "Cases"),
        questions=(
            Grid(name="g", rows=rows("g"), columns=columns(), least=0, most=24, label=words("Hours", "Heures")),
            Grid(name="t", type="matrix_text", rows=rows("t"), columns=columns(), label=words("Tools", "Outils")),
            MultipleText(name="names", rows=rows("names"), longest=40, label=words("Three tools", "Trois outils")),
            MultipleNumber(
                name="split",
                rows=rows("split"),
                least=0,
                total_least=100,
                total_most=100,
                unit=words("%", "%"),
                label=words("How is your time shared?", "Comment votre temps se partage-t-il ?"),
            ),
            Hidden(name="source", parameter="source"),
            Assigned(name="vignette", list="faces", label=words("Vignette", "Vignette")),
            Calculated(name="twice", formula=Formula(text="${age} * 2"), numeric=True),
        ),
    ),
)

LISTS = (USES, AGREE, STARS, FACES)
BY_NAME = {choices.name: choices for choices in LISTS}
QUESTIONS: tuple[AnyQuestion, ...] = tuple(question for page in PAGES for question in page.questions)


def every_type() -> Definition:
    """A questionnaire that asks one of each."""
    return definition(*PAGES).model_copy(
        update={
            "name": "every_type",
            "title": {"en": "Every type", "fr": "Tous les types"},
            "welcome": {"en": "Welcome to **all** of them.", "fr": "Bienvenue à **toutes**."},
            "contact": {"en": "The committee", "fr": "Le comité"},
            "lists": LISTS,
            "images": (picture("glad.png", b"\xf2\xc1\x4e"), picture("sad.png", b"\x4e\x7f\xb8")),
        }
    )
