"""case.toml is read, checked, and says what is wrong with it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from workbench.case.settings import read_settings, template
from workbench.case.verification import days
from workbench.errors import CaseError
from workbench.wording import speaking

if TYPE_CHECKING:
    from pathlib import Path


def _case(folder: Path, text: str) -> Path:
    (folder / "case.toml").write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_template_is_itself_a_valid_case(tmp_path: Path, language) -> None:
    settings = read_settings(_case(tmp_path, template(language)))
    assert settings.language == language
    assert settings.title


def test_team_and_dates_are_read(tmp_path: Path) -> None:
    text = 'title="t"\nopened=2025-03-01T09:00:00\n[[team]]\nname="沈一鸣"\n'
    settings = read_settings(_case(tmp_path, text))
    assert settings.opened == date(2025, 3, 1)
    assert settings.team[0]["name"] == "沈一鸣"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "case.missing_key"),
        ("title=1", "case.wrong_kind"),
        ('title="t"\ncolour="red"', "case.unknown_key"),
        ('title="t"\nprofile="fr"', "case.bad_choice"),
        ('title="t"\noffice_level="galaxy"', "case.bad_choice"),
        ('title="t"\nopened="soon"', "case.wrong_kind"),
        ('title="t"\n[[team]]\nunit="u"', "case.missing_key"),
        ('title="t"\nteam=3', "case.wrong_kind"),
        ('title="t"\n[[team]]\nname="n"\nskills="finance"', "case.wrong_kind"),
        ('title="t"\n[[priorities]]\nwords=5', "case.wrong_kind"),
        ("title=", "case.bad_toml"),
        (f"a = {'[' * 3000}{']' * 3000}", "case.bad_toml"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text, code) -> None:
    with pytest.raises(CaseError) as caught:
        read_settings(_case(tmp_path, text))
    assert caught.value.code == code
    for language in ("zh", "en"):
        with speaking(language):
            assert code not in str(caught.value)


def test_a_folder_without_settings_is_no_case(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"case\.toml"):
        read_settings(tmp_path)


def test_an_office_adds_the_years_its_calendar_lacks(tmp_path: Path) -> None:
    added = "[calendar.2099]\ndays_off=[[2099-01-01, 2099-01-04]]\nworked=[2099-01-10]"
    settings = read_settings(_case(tmp_path, f'title="t"\n{added}\n'))
    known = days(settings)
    assert known.last_year == 2099
    assert not known.is_working(date(2099, 1, 2))  # a Friday
    assert known.is_working(date(2099, 1, 10))  # a Saturday, made up for
    assert not known.provisional(date(2099, 3, 1))


@pytest.mark.parametrize(
    "added",
    [
        "[calendar]\nnext=3",
        "[calendar.2099]\nworked=[2099-01-10]",
        "[calendar.2099]\ndays_off=[[2099-02-04, 2099-01-01]]\nworked=[]",
        "[calendar.2099]\ndays_off=[2099-02-04]\nworked=[]",
    ],
)
def test_a_year_that_cannot_be_read_is_said(tmp_path: Path, added) -> None:
    settings = read_settings(_case(tmp_path, f'title="t"\n{added}\n'))
    with pytest.raises(CaseError):
        days(settings)
