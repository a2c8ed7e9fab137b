"""The link in an invitation into a team. Mail scanners open links, so it only shows a button."""

from flask import Response, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from eventnet.db import db
from eventnet.events.models import Event
from eventnet.organising.team import inviting
from eventnet.organising.team.forms import TeamNewcomerForm
from eventnet.organising.team.models import TeamInvitation
from eventnet.organising.team.words import MAY
from eventnet.organising.views import bp
from eventnet.people import signin
from eventnet.people.access import enter, is_signed_in, the_person
from eventnet.people.models import Person
from eventnet.people.views.browsers import browser_label
from eventnet.web.policies import public

NO_REFERRER = {"Referrer-Policy": "no-referrer"}


@bp.get("/t/<secret>")
@public
def team_invitation(secret: str) -> ResponseReturnValue:
    invitation = TeamInvitation.opened_by(secret).first()
    return _page(invitation, secret, TeamNewcomerForm(formdata=None)) if invitation else _ended()


@bp.post("/t/<secret>")
@public
def accept_team_invitation(secret: str) -> ResponseReturnValue:
    """One button: yes, or first sign in and come back to say so, or yes with a name from somebody new."""
    invitation, form = TeamInvitation.opened_by(secret).locked().first(), TeamNewcomerForm()
    if invitation is None:
        return _ended()
    if not _is_here(invitation):
        if Person.confirmed(invitation.email).any():
            session["then"] = ["organising.team_invitation", {"secret": secret}]
            return redirect(url_for("people.ask_sign_in"), 303)
        if not form.validate():
            return _page(invitation, secret, form), 422
        _enter_as_new(invitation, str(form.name.data))
    event, role = invitation.event, invitation.role
    inviting.accept(invitation, the_person())
    db.session.commit()
    flash(_("Welcome to the team of %(organiser)s.", organiser=event.organiser.name), "success")
    return redirect(_first_page(event, role), 303)


def _enter_as_new(invitation: TeamInvitation, name: str) -> None:
    newcomer = inviting.newcomer(invitation, name)
    here = current_user.device if is_signed_in() else None
    entry = signin.take_in_invited(newcomer, browser_label(request.user_agent.string), here)
    enter(entry.device, entry.secret)


def _first_page(event: Event, role: str) -> str:
    return url_for(".desk" if role == "helper" else ".people", slug=event.slug)


def _is_here(invitation: TeamInvitation) -> bool:
    """The one to whom it was written has signed in with that address."""
    return is_signed_in() and inviting.is_for(invitation, the_person())


def _page(invitation: TeamInvitation, secret: str, form: TeamNewcomerForm) -> Response:
    is_mine = _is_here(invitation)
    page = render_template(
        "organising/team_invitation.html",
        invitation=invitation,
        secret=secret,
        form=form,
        is_mine=is_mine,
        asks_name=not is_mine and not Person.confirmed(invitation.email).any(),
        may=MAY[invitation.role],
    )
    return Response(page, headers=NO_REFERRER)


def _ended() -> ResponseReturnValue:
    return render_template("organising/team_invitation_ended.html"), 404, NO_REFERRER
