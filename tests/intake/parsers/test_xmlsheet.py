"""Workbooks in the XML form of Excel 2003, saved as .xls."""

import pytest

from workbench.errors import FileRefused
from workbench.intake.parsers import router

_SHEET = """<?xml version="1.0" encoding="{encoding}"?>
<?mso-application progid="Excel.Sheet"?>
{doctype}
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="明细">
<Table><Row><Cell ss:MergeAcross="2"><Data ss:Type="String">户名：{name}</Data></Cell>
</Row>
<Row ss:Index="3"><Cell><Data ss:Type="DateTime">2023-01-05T00:00:00.000</Data></Cell>
<Cell ss:Index="3"><Data ss:Type="Number">100.5</Data></Cell>
<Cell><Data ss:Type="Number">6222021001116245702</Data></Cell></Row></Table>
</Worksheet></Workbook>"""


def _parse(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "a.xls"
    path.write_bytes(text.encode(encoding))
    return list(router.parse(str(path), path.name))


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_places_merges_and_values_stand_as_in_the_sheet(tmp_path, encoding):
    said = {"utf-8": "UTF-8", "gb18030": "GB2312"}[encoding]
    text = _SHEET.format(encoding=said, name="张三", doctype="")
    (table,) = _parse(tmp_path, text, encoding)
    assert table.sheet == "明细"
    assert table.merges == ((0, 0, 0, 2),)
    assert table.rows[0][0] == "户名：张三"
    assert table.rows[1] == []
    assert str(table.rows[2][0])[:10] == "2023-01-05"
    assert table.rows[2][1:] == [None, 100.5, "6222021001116245702"]


def test_entities_are_not_followed(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("GEHEIM")
    doctype = f'<!DOCTYPE w [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    text = _SHEET.format(encoding="UTF-8", name="&x;", doctype=doctype)
    try:
        found = repr(_parse(tmp_path, text))
    except FileRefused:
        found = ""
    assert "GEHEIM" not in found


def test_a_place_beyond_any_sheet_is_refused(tmp_path):
    text = _SHEET.format(encoding="UTF-8", name="x", doctype="")
    with pytest.raises(FileRefused):
        _parse(tmp_path, text.replace('ss:Index="3">', 'ss:Index="99999999">', 1))
