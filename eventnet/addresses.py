"""Addresses that leave the house (mails, codes, calendars). Built from the base URL, never from a Host header."""

from typing import Any

from flask import Flask, current_app

from eventnet.config import Settings


def init_app(app: Flask, settings: Settings) -> None:
    app.extensions["eventnet"] = settings
    app.jinja_env.globals["address_of"] = address_of


def settings() -> Settings:
    found: Settings = current_app.extensions["eventnet"]
    return found


def address_of(endpoint: str, **values: Any) -> str:
    """The whole address of a page, with or without a request."""
    return settings().base_url.rstrip("/") + path_of(endpoint, **values)


def path_of(endpoint: str, **values: Any) -> str:
    return current_app.url_map.bind("localhost").build(endpoint, values)
