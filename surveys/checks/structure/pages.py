"""Pages without anything, requirements that nothing can meet, pictures that are not there."""

from collections.abc import Iterator

from surveys.checks.finding import FORM, Finding, Subject, error, warning
from surveys.questionnaire.definition import Definition


def check_pages(definition: Definition) -> Iterator[Finding]:
    """A questionnaire asks something."""
    pages = list(definition.flat_pages())
    if not any(question.asks for page in pages for question in page.questions):
        yield error(FORM, "nothing_asked")
    for page in pages:
        if not page.questions and not page.text:
            yield warning(Subject("page", page.name), "page_empty")
        elif page.text and not any(question.visible for question in page.questions):
            yield warning(Subject("page", page.name), "page_text_unseen")
        for question in page.questions:
            if not question.asks and (question.required != "optional" or question.required_if):
                yield warning(Subject("question", question.name), "required_without_answer")


def check_images(definition: Definition) -> Iterator[Finding]:
    """Choices whose picture the questionnaire does not hold, and pictures that nothing shows."""
    held = {image.name for image in definition.images}
    shown = {choice.image: choices.name for choices in definition.lists for choice in choices.choices if choice.image}
    for image, name in shown.items():
        if image not in held:
            yield warning(Subject("list", name), "image_missing", image=image)
    for choices in definition.lists:
        pictured = [choice for choice in choices.choices if choice.image]
        if pictured and len(pictured) < len(choices.choices):
            yield warning(Subject("list", choices.name), "images_partial", count=len(choices.choices) - len(pictured))
