"""Headers on every answer, errors included (OWASP Secure Headers; RFC 9111 for no-store)."""

from flask import Flask, Response

from eventnet.config import Settings

CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "media-src 'self' blob:",
        "worker-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-src 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)


ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
UNLESS_SAID = {
    "Content-Security-Policy": CONTENT_POLICY,
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
    "X-Frame-Options": "DENY",
}


def init_app(app: Flask, settings: Settings) -> None:
    always = list((ALWAYS | ({"Strict-Transport-Security": "max-age=31536000"} if settings.is_https else {})).items())

    @app.after_request
    def guard(response: Response) -> Response:
        """In one pass: each look into Werkzeug's headers is a walk through all of them."""
        said = {name.lower() for name in response.headers.keys()}  # noqa: SIM118 - iterating it yields pairs
        response.headers.extend(always)
        response.headers.extend([(name, value) for name, value in UNLESS_SAID.items() if name.lower() not in said])
        return response
