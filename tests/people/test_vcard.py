from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from eventnet.people.links import Link
from eventnet.people.vcard import VcardPerson, write

ADA = VcardPerson(
    uid="urn:uuid:6f0b5b4e-2f4d-4a53-9c1c-4f6f1b1f0a11",
    name="Ada King Lovelace",
    rev=datetime(2026, 11, 20, 17, 30, 5, tzinfo=UTC),
    organisation="Analytical Engines; Söhne, Ltd.",
    headline="Mathematician",
    email="ada@example.org",
    phone="+49511123456",
    links=(
        Link("linkedin", "ada", "https://www.linkedin.com/in/ada"),
        Link("website", "ada.example.org", "https://ada.example.org/a,b;c?x=1"),
    ),
    note="Met at the career day.\nSend her the paper.",
    categories=("eventnet", "Career day, 2026"),
    photo_jpeg=bytes(range(256)) * 40,
)
PLAIN = VcardPerson(uid="urn:uuid:1", name="Ada", rev=ADA.rev)

# All that may stand in a line of text; the other half of Unicode is tested below.
one_line = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")) | st.sampled_from("\\,;:\t nN\"'="))


def parsed(card: VcardPerson) -> Any:
    return vobject.readOne(write(card).decode())


def unfolded(card: VcardPerson) -> list[str]:
    return write(card).decode().replace("\r\n ", "").split("\r\n")


def test_a_whole_card_is_read_back_as_it_was():
    card = parsed(ADA)
    assert card.version.value == "3.0"
    assert card.uid.value == ADA.uid
    assert card.fn.value == ADA.name
    assert card.org.value == [ADA.organisation]
    assert card.title.value == ADA.headline
    assert card.email.value == ADA.email
    assert card.tel.value == ADA.phone
    assert card.note.value == ADA.note
    assert card.categories.value == list(ADA.categories)
    assert card.photo.value == ADA.photo_jpeg
    assert card.rev.value == "2026-11-20T17:30:05Z"


def test_a_link_has_a_label_in_its_own_group():
    card = parsed(ADA)
    labels = {each.group: each.value for each in card.contents["x-ablabel"]}
    assert [(labels[each.group], each.value) for each in card.contents["url"]] == [
        ("LinkedIn", "https://www.linkedin.com/in/ada"),
        ("Website", "https://ada.example.org/a%2Cb%3Bc?x=1"),
    ]


def test_a_network_is_a_social_profile_and_a_website_is_none():
    (profile,) = parsed(ADA).contents["x-socialprofile"]
    assert (profile.params["TYPE"], profile.value) == (["linkedin"], "https://www.linkedin.com/in/ada")


@pytest.mark.parametrize(
    ("name", "given_name", "family"),
    [
        ("Ada King Lovelace", "Ada King", "Lovelace"),
        ("Ada", "Ada", ""),
        (" Ada", "Ada", ""),
        ("Ada; DROP, Lovelace\\", "Ada; DROP,", "Lovelace\\"),
    ],
)
def test_the_last_word_of_a_name_is_taken_for_the_family(name: str, given_name: str, family: str):
    card = parsed(replace(PLAIN, name=name))
    assert (card.n.value.given, card.n.value.family) == (given_name, family)
    assert card.fn.value == name


def test_what_was_not_given_is_not_there():
    assert set(parsed(PLAIN).contents) == {"version", "uid", "n", "fn", "rev"}


def test_the_last_change_is_told_in_utc():
    berlin = datetime(2026, 7, 1, 12, 0, tzinfo=timezone(timedelta(hours=2)))
    assert parsed(replace(PLAIN, rev=berlin)).rev.value == "2026-07-01T10:00:00Z"


def test_the_photo_comes_last_with_an_empty_line_after_it():
    *_before, photo, empty, end, nothing = unfolded(ADA)
    assert photo.startswith("PHOTO;ENCODING=b;TYPE=JPEG:")
    assert [empty, end, nothing] == ["", "END:VCARD", ""]


def test_a_card_is_utf_8_and_says_nothing_about_it():
    data = write(replace(PLAIN, name="Jörg Ünal 🎉"))
    assert "FN:Jörg Ünal 🎉\r\n".encode() in data
    assert b"CHARSET" not in data
    assert not data.startswith(b"\xef\xbb\xbf")


def test_short_lines_are_not_folded():
    assert b"\r\n " not in write(replace(ADA, photo_jpeg=None))


@given(one_line)
def test_any_line_of_text_comes_back_as_it_was(text: str):
    card = parsed(replace(PLAIN, name=f"A{text}Z", headline=f"A{text}Z", organisation=f"A{text}Z"))
    assert card.fn.value == card.title.value == f"A{text}Z"
    assert card.org.value == [f"A{text}Z"]


@given(st.lists(one_line, max_size=5), st.lists(one_line.map("A{}Z".format), min_size=1, max_size=3))
def test_any_note_and_any_tags_come_back_as_they_were(lines: list[str], tags: list[str]):
    note = "\n".join(["A", *lines, "Z"])
    card = parsed(replace(PLAIN, note=note, categories=tuple(tags)))
    assert card.note.value == note
    assert card.categories.value == tags


@given(st.text(min_size=1), st.sampled_from(["\r\n", "\n", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"]))
def test_no_text_can_begin_a_line_of_its_own(text: str, line_break: str):
    evil = f"{text}{line_break}TEL:+4966{line_break}END:VCARD{line_break} {text}"
    card = VcardPerson(
        uid=evil,
        name=evil,
        rev=ADA.rev,
        organisation=evil,
        headline=evil,
        email=evil,
        phone=evil,
        links=(Link("x", evil, evil),),
        note=evil,
        categories=(evil, evil),
    )
    names = [line.partition(":")[0] for line in write(card).decode().replace("\r\n ", "").splitlines()]
    assert names == [
        *("BEGIN", "VERSION", "UID", "N", "FN", "ORG", "TITLE", "EMAIL;TYPE=INTERNET", "TEL;TYPE=VOICE"),
        *("item1.URL", "item1.X-ABLabel", "X-SOCIALPROFILE;TYPE=x", "NOTE", "CATEGORIES", "REV", "END"),
    ]


def test_half_a_character_and_control_characters_are_left_out():
    assert parsed(replace(PLAIN, name="Ada\ud83c \x00L\x1b\x7f.")).fn.value == "Ada L."


@given(st.text(min_size=20))
def test_lines_are_at_most_75_bytes_and_never_cut_a_character(text: str):
    lines = write(replace(PLAIN, note=text * 3)).split(b"\r\n")
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()
