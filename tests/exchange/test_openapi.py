"""The document of the API: whole, valid, and true; `python -m tests.campaign.openapi` asks it much longer."""

import re
from typing import Any

import pytest
from flask import Flask

from eventnet.web.policies import policy_of
from tests.campaign.openapi import DOCUMENT, findings
from tests.cast import Cast, make_cast, session_cookie

EXAMPLES = 15


@pytest.fixture
def document(cast: Cast, client) -> dict[str, Any]:
    answer = client.get(DOCUMENT)
    assert answer.headers["Cache-Control"] == "public, max-age=3600"
    assert "Set-Cookie" not in answer.headers
    return answer.get_json()


def test_every_address_of_the_api_is_described_and_no_other(app: Flask, document: dict[str, Any]):
    there = {
        (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), method.lower(), rule.endpoint.partition(".")[2])
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if rule.rule.startswith("/api/v1/")
    }
    described = {
        (path, method, operation["operationId"])
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }
    assert described == there


def test_what_needs_a_session_says_so(app: Flask, document: dict[str, Any]):
    (name,) = {scheme["name"] for scheme in document["components"]["securitySchemes"].values()}
    assert name == app.config["SESSION_COOKIE_NAME"]
    for methods in document["paths"].values():
        for operation in methods.values():
            is_public = policy_of(app, f"exchange.{operation['operationId']}") == "public"
            assert operation["security"] == ([] if is_public else [{"session": []}])
            assert ("401" in operation["responses"]) is not is_public


def test_every_reference_leads_somewhere(document: dict[str, Any]):
    used = set(re.findall(r"#/components/schemas/(\w+)", str(document)))
    assert used == set(document["components"]["schemas"])


@pytest.fixture
def cookie(bare_app: Flask, travel) -> tuple[str, str]:
    with bare_app.app_context():
        return session_cookie(bare_app, make_cast().ada)


def test_schemathesis_finds_nothing(bare_app: Flask, cookie: tuple[str, str]):
    """Among much else: that the document is a valid one, and that what is described is what is answered."""
    assert "\n\n".join(findings(bare_app, cookie, EXAMPLES, is_quick=True)) == ""


def test_schemathesis_finds_what_is_wrong(bare_app: Flask, cookie: tuple[str, str], monkeypatch: pytest.MonkeyPatch):
    """Its own negative control: an address that answers something else than the document says."""
    monkeypatch.setitem(bare_app.view_functions, "exchange.my_contacts", lambda: {"contacts": [{"code": 1}]})
    assert "response_schema_conformance" in str(findings(bare_app, cookie, 2, is_quick=True))
