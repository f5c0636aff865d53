"""Profiles: each rule has a source; a project's own is read, and what is wrong with it is said."""

from __future__ import annotations

import re
from datetime import date

import pytest

from terbit.config.vocabulary import PROFILES
from terbit.profiles import ProfileError, Step, load_profile, read_profile

NO_SOURCE = "\nsource = 'unconfirmed'"


@pytest.mark.parametrize("name", PROFILES)
def test_each_rule_names_a_page_and_a_day_or_is_unconfirmed(name):
    profile = load_profile(name)
    assert profile.rules
    for rule in profile.rules:
        if rule.source == "unconfirmed":
            assert (rule.cited, rule.second_hand) == ("unconfirmed", "")
        else:
            assert rule.source.startswith(("https://", "http://"))
            assert date.fromisoformat(rule.date)
            assert rule.cited.startswith(f"{rule.source}, read {rule.date}")
            assert rule.cited.endswith(rule.second_hand or rule.date)


def test_what_was_read_on_a_page_of_others_is_not_confirmed_and_says_so():
    rule = load_profile("kdp").rule("gutter")
    assert not rule.is_confirmed
    assert "second hand: gives the service's table" in rule.cited
    assert load_profile("kdp").rule("marks").is_confirmed


@pytest.mark.parametrize(
    ("pages", "inches"),
    [(24, 0.375), (150, 0.375), (151, 0.5), (300, 0.5), (301, 0.625), (501, 0.75), (701, 0.875), (900, 0.875)],
)
def test_the_gutter_of_kdp_follows_the_number_of_pages(pages, inches):
    assert load_profile("kdp").gutter(pages) == pytest.approx(inches * 25.4)


def test_margins_of_kdp_are_wider_where_pages_bleed():
    profile = load_profile("kdp")
    assert profile.margin(0) == pytest.approx(0.25 * 25.4)
    assert profile.margin(3.175) == pytest.approx(0.375 * 25.4)


@pytest.mark.parametrize(("paper", "to_the_inch"), [("white", 444), ("cream", 400), ("premium-colour", 426)])
def test_papers_of_kdp_are_those_that_createspace_counted_by_the_inch(paper, to_the_inch):
    assert load_profile("kdp").get("papers")[paper] == pytest.approx(25.4 / to_the_inch, rel=2e-4)


@pytest.mark.parametrize("name", ["offset", "buku-teks"])
def test_printers_want_type_5_mm_from_the_edge_and_10_mm_from_the_back(name):
    assert (load_profile(name).margin(3), load_profile(name).gutter(48)) == (5, 10)


def test_an_own_profile_takes_the_rules_that_it_does_not_give_from_its_base():
    text = 'base = "offset"\ntitle = "Ours"\n[signature]\nvalue = 8\nsource = "unconfirmed"\n'
    own = read_profile(text.encode(), "ours.toml")
    assert (own.title, own.get("signature"), own.get("marks")) == ("Ours", 8, "crop")
    assert own.gutters == load_profile("offset").gutters
    assert own.gutters[0] == Step(160, 10.0)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a = ", "is no TOML file"),
        ('base = "kdb"', "builds on 'kdb', which is no profile"),
        ("[gutters]\nvalue = 1", "a rule 'gutters', which there is not; did you mean 'gutter'?"),
        ("[pages]\nvalue = [1, 2]", "a rule 'pages' without a value and a source"),
        ("[pages]\nvalue = [9, 2]" + NO_SOURCE, "whose value should be the least and the most, in this order"),
        ("[pages]\nvalue = [1, 2]\nsource = 'https://a.example'", "but no date on which it was read"),
        ("[bleed]\nvalue = 1\nsecond-hand = 'a guide'" + NO_SOURCE, "no page that it speaks of as `source`"),
        ("[bleed]\nvalue = 1\nunit = 'cm'" + NO_SOURCE, "in 'cm'; write one of mm, in, pt"),
        ("[bleed]\nvalue = 'wide'" + NO_SOURCE, "should be a number, not below 0"),
        ("[bleed]\nvalues = 1\nvalue = 1" + NO_SOURCE, "has 'values' in the rule 'bleed'"),
        ("[gutter]\nvalue = [[300, 9], [150, 12]]" + NO_SOURCE, "should be pages with widths, both growing"),
        ("[marks]\nvalue = 'some'" + NO_SOURCE, "should be one of crop, none"),
        ("[trims]\nvalue = ['Z9']" + NO_SOURCE, "should be names of sizes, or widths with heights"),
    ],
)
def test_what_is_wrong_with_a_profile_is_said(text, said):
    with pytest.raises(ProfileError, match=re.escape(said)):
        read_profile(text.encode(), "ours.toml")
