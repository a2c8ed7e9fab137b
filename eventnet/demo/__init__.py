"""The demo room: a small world to try, everybody's key to it, and its mailbox. Only with EVENTNET_DEMO=1."""

from flask import Flask

from eventnet.config import Settings


def init_app(app: Flask, settings: Settings) -> None:
    if settings.is_demo:
        from eventnet.demo import views  # a real server never has it in memory

        for blueprint in views.blueprints:
            app.register_blueprint(blueprint)
        app.context_processor(views.people.signpost)
