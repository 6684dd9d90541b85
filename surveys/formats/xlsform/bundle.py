"""A questionnaire with its pictures: a zip that holds the workbook, and each picture as a file."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from surveys.formats.xlsform.writer import write_xlsform
from surveys.questionnaire.definition import Definition

#: The same definition gives the same bytes.
_WRITTEN = (2000, 1, 1, 0, 0, 0)


def write_bundle(definition: Definition) -> bytes:
    """The zip: `NAME.xlsx`, and `images/` with the pictures under the names that choices give them."""
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        workbook = ZipInfo(f"{definition.name}.xlsx", _WRITTEN)
        archive.writestr(workbook, write_xlsform(definition), ZIP_DEFLATED)
        for image in definition.images:
            archive.writestr(ZipInfo(f"images/{image.name}", _WRITTEN), image.data, ZIP_STORED)
    return stream.getvalue()
