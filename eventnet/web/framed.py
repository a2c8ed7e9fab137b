"""A letter's own HTML inside a page of ours: it keeps its inline styles, runs nothing and loads nothing."""

from flask import Response

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "frame-ancestors 'self'",
        "base-uri 'self'",
        "form-action 'none'",
        "sandbox allow-top-navigation-by-user-activation allow-popups allow-popups-to-escape-sandbox",
    )
)


def framed(html: str) -> Response:
    response = Response(html, mimetype="text/html")
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response
