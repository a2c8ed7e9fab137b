"""What the app does later than Flask would, and to the same effect."""

import pytest
from werkzeug.routing import Map, Rule

from eventnet.web.app import LateRule

PLACES = ["/e/<slug>/people", "/p/<code>", "/p/<code>/<int:page>", "/files/<path:name>", "/"]
VALUES = {"slug": "tag der offenen tür", "code": "AB12", "page": 3, "name": "a/b c.txt"}


@pytest.mark.parametrize("unknown", [{}, {"rule": "x", "again": ["1", "&"]}])
@pytest.mark.parametrize("place", PLACES)
def test_addresses_that_are_built_late_are_werkzeug_s_own(place: str, unknown: dict[str, object]):
    late, early = (Map([kind(place, endpoint="it")]).bind("example.org") for kind in (LateRule, Rule))
    values = {name: value for name, value in VALUES.items() if f"{name}>" in place} | unknown
    assert [late.build("it", values) for _ in range(2)] == [early.build("it", values)] * 2


def test_defaults_of_a_rule_hold_late_as_well():
    rules = [LateRule("/all/", endpoint="list", defaults={"page": 1}), LateRule("/all/<int:page>", endpoint="list")]
    built = Map(rules).bind("example.org")
    assert [built.build("list", {"page": page}) for page in (1, 2)] == ["/all/", "/all/2"]
