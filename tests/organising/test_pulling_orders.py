"""Orders of the API become what they would be in an export."""

import json
from typing import Any

import pytest
from flask import Flask
from hypothesis import given, settings

from eventnet.organising.pulling.orders import Pulled, read_orders, read_page
from eventnet.organising.pulling.troubles import Trouble
from tests.organising.mangling_orders import mangled_page, trouble_or_whole
from tests.organising.pretix_server import order, position


def pulled(*orders: dict[str, Any]) -> Pulled:
    page = read_page(json.dumps({"count": len(orders), "next": None, "results": list(orders)}).encode(), "")
    return read_orders(page.results, "fair")


def left_out(*orders: dict[str, Any]) -> list[str]:
    return [each.reason_code for each in pulled(*orders).reading.left_out]


def test_a_ticket_is_a_person_known_as_an_export_would_name_them() -> None:
    ada = position(1, "Ada Lovelace", attendee_email="ada@example.org", company="Uni")
    [person] = pulled(order("ABC12", ada)).reading.people
    assert (person.name, person.email, person.organisation) == ("Ada Lovelace", "ada@example.org", "Uni")
    assert person.external_id == "pretix:fair:ABC12-1"
    assert person.tickets == ("z3fsn8jyufm5kpk768q69gkbyr5f4h01", "MQLJvANO01")


def test_what_is_no_valid_place_is_left_out_and_said_so() -> None:
    ada, add_on = position(1, "Ada"), position(2, "Ada", addon_to=23001)
    assert left_out(order("A", ada, add_on)) == ["add-on"]
    assert left_out(order("A", position(1, "Ada", canceled=True))) == ["cancelled"]
    for status, code in (("c", "cancelled"), ("e", "expired"), ("n", "pending"), ("x", "unknown-status")):
        assert left_out(order("A", ada, status=status)) == [code]
    assert left_out(order("A", ada, testmode=True)) == ["test"]


def test_a_pending_order_that_is_valid_counts() -> None:
    assert left_out(order("A", position(1, "Ada"), status="n", valid_if_pending=True)) == []


def test_a_name_in_parts_is_joined() -> None:
    parts = {"_scheme": "given_family", "given_name": "Ada", "family_name": "Byron"}
    [person] = pulled(order("A", position(1, None, attendee_name_parts=parts))).reading.people
    assert person.name == "Ada Byron"


def test_who_ordered_one_ticket_ordered_it_for_themselves() -> None:
    [alone] = pulled(
        order("A", position(1, None, attendee_name_parts={}), position(2, None, addon_to=1))
    ).reading.people
    assert (alone.name, alone.email) == ("John Buyer", "buyer@example.org")


def test_the_buyer_of_several_tickets_is_nobody_of_them() -> None:
    two = pulled(order("A", position(1, "Ada"), position(2, "Ben"), position(3, None, attendee_name_parts={})))
    assert [(each.name, each.email) for each in two.reading.people] == [("Ada", None), ("Ben", None)]
    assert [each.reason_code for each in two.reading.left_out] == ["no-name"]


def test_old_versions_without_newer_fields_are_read() -> None:
    old = {
        "code": "A", "status": "p", "email": None, "invoice_address": None,
        "positions": [{"id": 1, "order": "A", "positionid": 1, "attendee_name": "Ada", "addon_to": None}],
    }  # fmt: skip
    assert [each.external_id for each in pulled(old).reading.people] == ["pretix:fair:A-1"]


def test_formulas_quotes_lines_and_very_long_words_stay_words() -> None:
    wild = '=1+1, "quoted"\nsecond; line\0'
    [person] = pulled(order("A", position(1, wild, company="x" * 200_000))).reading.people
    assert person.name == '=1+1, "quoted" second; line'
    assert person.organisation is not None
    assert len(person.organisation) == 160


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>", b"[]", b"{}", b'{"results": 1}', b'{"results": [{"code": 1}]}', b"\xff\xfe", b"[" * 100_000,
     b'{"results": [{"code": "A", "status": "p", "positions": [{"positionid": "one"}]}]}'],
)  # fmt: skip
def test_junk_is_no_page_of_orders(body: bytes) -> None:
    with pytest.raises(Trouble) as caught:
        read_page(body, "")
    assert caught.value.code == "junk"


def test_a_mangled_page_is_no_answer_or_read_whole(app: Flask) -> None:
    """A sample of `make campaign`."""

    @settings(max_examples=25, database=None)
    @given(body=mangled_page())
    def run(body: bytes) -> None:
        trouble_or_whole(body)

    run()
