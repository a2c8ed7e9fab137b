"""The document of /api/v1 (OpenAPI 3.1), made from the schemas that check and write what goes over the wire."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec
from msgspec import Struct

from eventnet.exchange.schemas import Batch, Contacts, Inbox, Keys, Me, Problem, Reported, Results

Json = dict[str, Any]

READING = (400, 401, 503)
REFUSALS = {
    400: "Not what is described here; nothing was recorded.",
    401: "Nobody is signed in.",
    403: "The header X-Eventnet is missing, or another site asks.",
    404: "There is no such thing, or none for you.",
    409: "These are another person's scans; nothing was recorded.",
    413: "Too large; nothing was recorded.",
    415: "Not application/json.",
    503: "Very many people are here at once. Nothing was lost.",
}
TEXT: Json = {"type": "string"}
NO_NUL: Json = {"type": "string", "pattern": r"^[^\u0000]*$"}


class Address(Struct, frozen=True):
    """One address and method. `answers` None: any JSON object. Who is not signed in gets 401 unless it is public."""

    path: str
    name: str
    summary: str
    answers: type | None
    refusals: tuple[int, ...] = READING
    parameters: tuple[Json, ...] = ()
    takes: Any = None
    is_public: bool = False
    has_etag: bool = True

    @property
    def method(self) -> str:
        return "post" if self.takes else "get"


def parameter(name: str, place: str, description: str, schema: Json = TEXT, required: bool = False) -> Json:
    return {"name": name, "in": place, "description": description, "schema": schema, "required": required}


FROM_US = parameter("X-Eventnet", "header", "No other site can send it.", {"const": "1", "type": "string"}, True)
KNOWN = parameter("If-None-Match", "header", "The ETag of an earlier answer: 304 if it would be the same.")
SINCE = parameter("since", "query", "The cursor of the answer before; anything else is none: news begin now.", NO_NUL)
AFTER = parameter("after", "query", "`next` of the page before.", NO_NUL)
SLUG = parameter("slug", "path", "The event's short name in addresses.", required=True)

ADDRESSES = (
    Address(
        "/api/v1/scans",
        "create_scans",
        "Hand in scans, up to 200 at once. A scan may be sent again at any time: the same id, the same answer.",
        Results,
        refusals=(400, 401, 403, 409, 413, 415, 503),
        parameters=(FROM_US,),
        takes=Batch[Reported],
        has_etag=False,
    ),
    Address("/api/v1/inbox", "inbox", "What is new for me.", Inbox, parameters=(SINCE,)),
    Address("/api/v1/me", "me", "All that my phone needs to show my code and to believe cards, offline too.", Me),
    Address(
        "/api/v1/contacts",
        "my_contacts",
        "Cards that I hold.",
        Contacts,
        refusals=(400, 401, 404, 503),
        parameters=(AFTER,),
    ),
    Address(
        "/api/v1/events/{slug}/keys",
        "event_keys",
        "The keys that sign an event's cards.",
        Keys,
        refusals=(400, 404, 503),
        parameters=(SLUG,),
        is_public=True,
    ),
    Address("/api/v1/openapi.json", "openapi", "This document.", None, refusals=(400,), is_public=True),
)


@cache
def document(cookie: str) -> bytes:
    """JSON; `cookie` is the name of the session cookie."""
    return msgspec.json.format(msgspec.json.encode(_document(cookie)), indent=1)


def _document(cookie: str) -> Json:
    kinds: set[Any] = {
        Problem,
        *(each.takes or each.answers for each in ADDRESSES),
        *(each.answers for each in ADDRESSES),
    }
    _refs, components = msgspec.json.schema_components(kinds - {None}, ref_template="#/components/schemas/{name}")
    components["Batch"] = _with_any_item(components.pop("Batch_Reported_"))
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "eventnet",
            "version": "1",
            "summary": "What a phone and this server say to each other.",
            "description": "Every answer has a Date, the clock that counts. Errors are of the schema Problem.",
        },
        "paths": {each.path: {each.method: _operation(each)} for each in ADDRESSES},
        "components": {
            "schemas": dict(sorted(components.items())),
            "securitySchemes": {"session": {"type": "apiKey", "in": "cookie", "name": cookie}},
        },
    }


def _with_any_item(batch: Json) -> Json:
    """Of a batch only the frame is checked as a whole."""
    items = {
        "description": "Any other item is answered with the outcome `invalid`, and blocks none of the rest.",
        "anyOf": [batch["properties"]["scans"]["items"], {}],
    }
    scans = batch["properties"]["scans"] | {"items": items}
    return batch | {
        "title": "Batch",
        "description": "Scans of one person.",
        "properties": batch["properties"] | {"scans": scans},
    }


def _operation(address: Address) -> Json:
    operation = {
        "operationId": address.name,
        "summary": address.summary,
        "parameters": [*address.parameters, *([KNOWN] if address.has_etag else [])],
        "responses": dict(_responses(address)),
        "security": [] if address.is_public else [{"session": []}],
    }
    if address.takes:
        schema = {"$ref": "#/components/schemas/Batch"}
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema}}}
    return operation


def _responses(address: Address) -> Iterator[tuple[str, Json]]:
    etag = {"ETag": _header("Names this version.")} if address.has_etag else {}
    answered = {"$ref": f"#/components/schemas/{address.answers.__name__}"} if address.answers else {"type": "object"}
    yield "200", {"description": "Done.", "headers": etag, "content": {"application/json": {"schema": answered}}}
    if address.has_etag:
        yield "304", {"description": "Nothing new.", "headers": etag}
    for status in address.refusals:
        yield str(status), _problem(status)


def _problem(status: int) -> Json:
    schema = {"$ref": "#/components/schemas/Problem"}
    headers = {"Retry-After": _header("Seconds.")} if status == 503 else {}
    content = {"application/json": {"schema": schema}}
    return {"description": REFUSALS[status], "headers": headers, "content": content}


def _header(description: str) -> Json:
    return {"description": description, "required": True, "schema": TEXT}
