"""XLSForm, with Miroir's sheets: workbook to definition and back. Pure."""

from surveys.formats.imported import Imported
from surveys.formats.xlsform.bundle import write_bundle
from surveys.formats.xlsform.reader import read_xlsform
from surveys.formats.xlsform.writer import write_xlsform

__all__ = ["Imported", "read_xlsform", "write_bundle", "write_xlsform"]
