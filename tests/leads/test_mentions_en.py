"""Tests of what an English letter mentions."""

from datetime import date

import pytest

from workbench.leads.mentions import find_mentions
from workbench.leads.mentions_units_en import find_units

LETTER = """To the Inspector General:
My name is Sarah Whitman and I work at the Harlow County Road Department. I am writing \
about John Harlow, county road superintendent, and his cousin Dale Reeves, owner of \
Tri-County Paving LLC. On March 5, 2021, Mr. Harlow approved $48,500 for gravel that \
was never delivered to Mill Creek Road. I signed the delivery slips. Reeves paid about \
thirty thousand dollars to J. R. McAllister last spring.
Sincerely,
Sarah Whitman"""


def read(text, received=date(2022, 5, 10)):
    return find_mentions(text, lang="en", received=received)


def texts(mentions):
    return [mention.text for mention in mentions]


def test_a_letter_gives_its_persons_without_the_reporter():
    names = ["John Harlow", "Dale Reeves", "Harlow", "Reeves", "J. R. McAllister"]
    assert texts(read(LETTER).persons) == names


def test_a_person_carries_post_and_unit():
    first, second, *_ = read(LETTER).persons
    assert first.post == "county road superintendent"
    assert (second.post, second.unit) == ("owner", "Tri-County Paving LLC")


def test_units_places_and_sums_are_told_apart():
    found = read(LETTER)
    assert texts(found.units)[:2] == [
        "Harlow County Road Department", "Tri-County Paving LLC",
    ]  # fmt: skip
    assert texts(found.places) == ["Mill Creek Road"]
    assert [a.value for a in found.amounts] == [48_500, 30_000]


def test_relative_dates_count_from_receipt_and_stay_open_without_it():
    assert read(LETTER).dates[-1].first == date(2021, 3, 1)
    last = read(LETTER, received=None).dates[-1]
    assert (last.text, last.first, last.relative) == ("last spring", None, True)


def test_pounds_of_gravel_are_no_money():
    assert not read("He took 300 pounds of gravel and 40 acres in 12 hours.").amounts


def test_two_dates_that_bound_a_period_are_one():
    (period,) = read("It went on between 2018 and June 2020.").dates
    assert (period.first, period.last) == (date(2018, 1, 1), date(2020, 6, 30))


def test_the_writer_who_says_i_am_is_left_out_and_the_one_spoken_of_is_not():
    assert texts(read("I am Peter Vance. Karen Wills took cash.").persons) == [
        "Karen Wills"
    ]
    assert texts(read("I am Karen Wills's neighbor.").persons) == ["Karen Wills"]


@pytest.mark.parametrize(
    ("text", "value", "upper", "currency"),
    [
        ("it would cost KSh 20,000 for tea", 20_000, None, "KES"),
        ("a bill of Rs 2.5 crore", 25_000_000, None, "INR"),
        ("Rs. 12,50,000/- only", 1_250_000, None, "INR"),
        ("he wanted two thousand to sign it", 2000, None, "USD"),
        ("paid him 40k in cash", 40_000, None, "USD"),
        ("two and a half million dollars", 2_500_000, None, "USD"),
        ("between £2,000 and £3,000", 2000, 3000, "GBP"),
        ("3 million Ugandan shillings", 3_000_000, None, "UGX"),
        ("N500,000 each", 500_000, None, "NGN"),
        ("he paid $ $5,000", 5000, None, "USD"),
        ("forty-odd thousand pounds", 40_000, 49_000, "GBP"),
    ],
)
def test_a_sum_is_read_in_the_english_of_any_country(text, value, upper, currency):
    (sum_,) = find_mentions(text, lang="en", received=None).amounts
    assert (sum_.value, sum_.upper, sum_.currency) == (value, upper, currency)


@pytest.mark.parametrize(
    "text",
    [
        "40k people came",
        "lost 3,000 pounds of gravel",
        "paid for 30 years",
        "Room R12 on the N4",
        "took 2 days",
    ],
)
def test_what_is_counted_but_not_paid_is_no_sum(text):
    assert find_mentions(text, lang="en", received=None).amounts == ()


def test_further_sums_of_one_payment_are_sums():
    found = find_mentions(
        "He took a thousand, then three thousand.", lang="en", received=None
    )
    assert [a.value for a in found.amounts] == [1000, 3000]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("on the second Thursday of May", "2022-05-12", "2022-05-12"),
        ("the Friday before Easter last year", "2021-04-02", "2021-04-02"),
        ("the last week of August 2021", "2021-08-25", "2021-08-31"),
        ("on 14, 18 and 22 March 2022", "2022-03-14", "2022-03-22"),
        ("in March last year", "2021-03-01", "2021-03-31"),
        ("two years back", "2020-01-01", "2020-12-31"),
        ("back in the sixties", "1960-01-01", "1969-12-31"),
        ("it was 2-11-1998 when the council paid", "1998-11-02", "1998-11-02"),
        ("paid £40 on 12/05/21", "2021-05-12", "2021-05-12"),
        ("the County cut a check on 12/05/21", "2021-12-05", "2021-12-05"),
        ("over the summer", "2021-06-01", "2021-08-31"),
    ],
)
def test_a_day_is_read_as_people_say_it(text, first, last):
    (found,) = find_mentions(text, lang="en", received=date(2022, 5, 20)).dates
    assert (str(found.first), str(found.last)) == (first, last)


def test_the_year_of_a_statute_is_no_date():
    assert find_mentions("the Housing Act 1996", lang="en", received=None).dates == ()


@pytest.mark.parametrize(
    ("text", "units", "persons"),
    [
        ("Our supplier Brackley Tonks sent it.", ["Brackley Tonks"], []),
        (
            "the director of Medline Fairway, Mr Adebayo Okoro, rang",
            ["Medline Fairway"],
            ["Adebayo Okoro"],
        ),
        (
            "Barangay Santo Nino paid Kagawad Reynaldo Cruz",
            ["Barangay Santo Nino"],
            ["Reynaldo Cruz"],
        ),
        (
            "Gram Panchayat Ambeli hired Sunita Sharma",
            ["Gram Panchayat Ambeli"],
            ["Sunita Sharma"],
        ),
        (
            "EVERYBODY KNOWS BRENDA MACKLIN STOLE THE MONEY OF OUR TOWN",
            [],
            ["BRENDA MACKLIN"],
        ),
        ("mr. hollis in procurement signed it and nobody asked why", [], ["hollis"]),
        (
            "Acme Loft and Tully Sons both got invoices from Onyx Vale",
            ["Acme Loft", "Tully Sons", "Onyx Vale"],
            [],
        ),
    ],
)
def test_names_are_told_apart_by_their_surroundings(text, units, persons):
    found = find_mentions(text, lang="en", received=None)
    assert [unit.text for unit in found.units] == units
    assert [person.text for person in found.persons] == persons


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Dear Standards Board,\nThe Ruddle Council lies.", ["Ruddle Council"]),
        ("To the Fraud Bureau, my boss at Orme Haulage lies.", ["Orme Haulage"]),
        ("Respected Members of the Commission,\nI write.", []),
        ("The Barangay Captain met the District Works Engineer.", []),
        ("Ms Ola Fenn, Director of Corporate Services, signed.", []),
        ("She paid Tuck & Son Heating, not Marrow & Fitch.",
         ["Tuck & Son Heating", "Marrow & Fitch"]),
        ("Worked for Sparrow Cleaning since May.", ["Sparrow Cleaning"]),
        ("The award went to Mokoro Seating (Pty) Ltd in June.",
         ["Mokoro Seating (Pty) Ltd"]),
        ("a truck from Mr Corrie of Corrie Aggregates", ["Corrie Aggregates"]),
        ("Clerk of the Sta. Elena Water District", ["Sta. Elena Water District"]),
        ("on 16 April 2021 Skell Marine Services Ltd was founded",
         ["Skell Marine Services Ltd"]),
        ("minutes of the Orme Lake Board I\nsend here", ["Orme Lake Board"]),
        ("I teach at Tudun Wada school and eat at the Hotel Bellavista and I know",
         ["Tudun Wada school", "Hotel Bellavista"]),
        ("He paid by RTGS from a SIM and is an MBE", []),
    ],
)  # fmt: skip
def test_a_unit_is_neither_who_is_written_to_nor_half_a_post(text, units):
    assert texts(read(text).units) == units


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("At the supper Borough Surveyor Anthony Crill took it.", ["Anthony Crill"]),
        ("Deputy Harbour Master Leopold Fenn signed.", ["Leopold Fenn"]),
        ("The clerk, Ugmar Tobvel, puts his name to it.", ["Ugmar Tobvel"]),
        ("We hired a girl called Aoibha Mannix. She left.", ["Aoibha Mannix"]),
        ("Zsombor Kőszeghy met Petra Čapek.", ["Zsombor Kőszeghy", "Petra Čapek"]),
        ("My uncle Kipkoech arap Songok farms.", ["Kipkoech arap Songok"]),
        ("The director, Mr Chepn'geno, was there.", ["Chepn'geno"]),
        ("It was before Her Worship A. Balo-Adu on Monday.", ["A. Balo-Adu"]),
        ("He eats at the bar in Footsby, Mr Vinh is the boss.", ["Vinh"]),
        ("There were twelve on the Malcolm Hall road.", []),
        ("The parish of St. Thomas is poor.", []),
        ("They stole it. Many thanks, Jill", []),
        ("It took a year.\nR. Bellane", []),
    ],
)  # fmt: skip
def test_a_person_is_told_from_post_place_and_signature(text, persons):
    assert texts(read(text).persons) == persons


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("in the week of 3 March 2022", "2022-03-03..2022-03-09"),
        ("the week ending 14 January 2022", "2022-01-08..2022-01-14"),
        ("from 13 to 17 May 2021", "2021-05-13..2021-05-17"),
        ("March to May 2021", "2021-03-01..2021-05-31"),
        ("on 12-Mar-2021", "2021-03-12..2021-03-12"),
        ("on 12/Mar/21", "2021-03-12..2021-03-12"),
        ("on the first of April 2021", "2021-04-01..2021-04-01"),
        ("the twenty-third of June", "2021-06-23..2021-06-23"),
        ("in the late 1990s", "1996-01-01..1999-12-31"),
        ("on 6 Feb. 2021", "2021-02-06..2021-02-06"),
        ("on Friday 6th", "2022-05-06..2022-05-06"),
        ("last weekend", "2022-05-07..2022-05-08"),
        ("a fortnight ago", "2022-04-25..2022-05-01"),
        ("March 2016 to around the end of 2018", "2016-03-01..2018-12-31"),
        ("In January Mr Orme left", "2022-01-01..2022-01-31"),
        ("my payslip for March showing", "2022-03-01..2022-03-31"),
        ("on 2021/03/12", "2021-03-12..2021-03-12"),
    ],
)
def test_days_and_periods_are_read_in_more_forms(text, days):
    (found,) = read(text).dates
    assert f"{found.first}..{found.last}" == days


def test_a_season_is_of_the_year_just_told():
    *_, last = read("In 1998 he came. In the spring of that same year he left.").dates
    assert (last.first, last.last) == (date(1998, 3, 1), date(1998, 5, 31))


def test_last_winter_in_winter_is_the_one_that_is_over():
    (found,) = read("It was cold all last winter.", received=date(2026, 1, 14)).dates
    assert (found.first, found.last) == (date(2024, 12, 1), date(2025, 2, 28))


def test_a_day_told_again_keeps_its_year_and_an_old_year_lends_none():
    text = "On 11 May 2019 he came. {} I have my note of 11 May.".format("More. " * 60)
    assert read(text).dates[-1].first == date(2019, 5, 11)
    text = "By notice of 2 July 2021, on a shop sold in 2004. I went on 12 July."
    assert read(text).dates[-1].first == date(2021, 7, 12)


def test_a_supper_is_no_season():
    assert not read("At the Harvest Supper we ate.").dates


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("He has a flat at Rapello, which his wife likes.", []),
        ("The picture of Jai Bala hung by the door.", []),
        ("My brother went to Maidaguri and never wrote.", []),
        ("The two bids were from Zanith Bumo and another.", ["Zanith Bumo"]),
        ("The order went to Fastrix for 9,000.", ["Fastrix"]),
    ],
)
def test_a_strange_name_is_a_unit_where_it_trades(text, units):
    assert texts(read(text).units) == units


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("The KPLC officer, Grace Achieng, was there", "KPLC"),
        ("a ledger marked GREEN HART TAVERNS in the snug", "GREEN HART TAVERNS"),
        ("the bursar of St Fintan's took it", "St Fintan's"),
    ],
)
def test_the_rules_propose_what_a_line_is_too_short_to_show(text, unit):
    units, _ = find_units(text)
    assert texts(units) == [unit]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("I am getting 4,100 instead of my wage.", [4_100]),
        ("Each month I was brought 15,000 by his driver.", [15_000]),
        ("I have the receipt for 890 and the photographs.", [890]),
        ("He returned 300 chairs and borrowed 12 books.", []),
    ],
)
def test_what_is_brought_or_returned_without_a_noun_is_money(text, values):
    assert [a.value for a in read(text).amounts] == values


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("In April I phoned.", date(2022, 4, 1), date(2022, 4, 30)),
        ("Tuesday last he came.", date(2022, 5, 3), date(2022, 5, 3)),
        ("The year before last it stood.", date(2020, 1, 1), date(2020, 12, 31)),
        ("Two summers ago he left.", date(2020, 6, 1), date(2020, 8, 31)),
        ("from '79 to '94 he was clerk", date(1979, 1, 1), date(1994, 12, 31)),
    ],
)
def test_a_date_is_read_from_where_the_letter_stands(text, first, last):
    found = read(text).dates
    assert [(one.first, one.last) for one in found] == [(first, last)]


def test_after_november_comes_the_january_that_follows():
    found = read("On 12 November 2020 he signed. In January he was paid.").dates
    assert found[1].first == date(2021, 1, 1)


def test_a_tale_may_go_back_within_its_year():
    found = read("On 3 May 2021 he signed. In February he had asked.").dates
    assert found[1].first == date(2021, 2, 1)
