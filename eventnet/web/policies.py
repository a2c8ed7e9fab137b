"""Every endpoint says who may knock; one that does not stops the app from starting."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask

View = TypeVar("View", bound=Callable[..., Any])


class Undeclared(Exception):
    """An endpoint without a policy."""


def declare(view: View, policy: str) -> View:
    view.policy = policy  # type: ignore[attr-defined]
    return view


def public(view: View) -> View:
    return declare(view, "public")


def policy_of(app: Flask, endpoint: str) -> str:
    policy = getattr(app.view_functions[endpoint], "policy", None)
    if policy is None:
        raise Undeclared(f"{endpoint} does not say who may use it (public, signed_in, member_of, ...).")
    return str(policy)


def require_all(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        policy_of(app, rule.endpoint)
