"""What becomes of the text of one cell."""

import unicodedata

import pytest

from eventnet.organising.importing.cells import plain, said, shortened


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("'+49 341 12345", "+49 341 12345"),
        ('\'=HYPERLINK("http://x")', '=HYPERLINK("http://x")'),
        ("'-", "-"),
        ("'@ada", "@ada"),
        ("'\tfoo", "foo"),
        ("\t=1+1", "=1+1"),
        ("'t Hoff", "'t Hoff"),
        ("O'Reilly", "O'Reilly"),
    ],
)
def test_a_guard_is_taken_off_and_an_apostrophe_stays(cell, text):
    assert plain(cell) == text


@pytest.mark.parametrize("formula", ["=1+1", "+49 Agentur", "-5", "@SUM(A1)", "=cmd|' /C calc'!A0"])
def test_a_formula_is_text(formula):
    assert plain(formula) == formula


@pytest.mark.parametrize("gap", ["\n", "\r\n", "\t", "\x0b", "\x07", "\x85", "\u2028", "\xa0", "\u3000", "   "])
def test_line_breaks_and_control_characters_become_one_space(gap):
    assert plain(f" Ada{gap}Lovelace{gap}") == "Ada Lovelace"


def test_marks_that_nobody_sees_are_dropped():
    assert plain("\ufeffA\u200bd\u00ada\u202e") == "Ada"


def test_joiners_stay_for_the_scripts_that_need_them():
    assert plain("می\u200cخواهم") == "می\u200cخواهم"


def test_letters_are_composed():
    assert plain(unicodedata.normalize("NFD", "Jürgen Åkesson")) == "Jürgen Åkesson"


@pytest.mark.parametrize(
    ("cell", "text"),
    [("-", ""), ("n/a", ""), ("Prince -", "Prince"), ("Meier - Sons", "Meier - Sons"), ("'-", "")],
)
def test_what_only_fills_a_field_says_nothing(cell, text):
    assert said(cell) == text


def test_a_shortened_text_does_not_end_in_a_space():
    assert shortened("Ada Lovelace", 4) == "Ada"
