"""Who works for the organiser: owners invite, change and let go; everybody may leave."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventnet.db import db
from eventnet.events.access import member_of
from eventnet.events.models import Event
from eventnet.organising.team import inviting, members
from eventnet.organising.team.forms import RoleForm, TeamInvitationForm
from eventnet.organising.team.models import TeamInvitation, team_of
from eventnet.organising.team.words import MAY, TEAM_ROLES
from eventnet.organising.views import bp
from eventnet.people.access import the_person
from eventnet.refusals import Refused


@bp.get("/e/<slug>/team")
@member_of("owner", "staff", also_closed=True)
def team(event: Event) -> str:
    return _page(event, TeamInvitationForm())


@bp.post("/e/<slug>/team/invitations")
@member_of("owner", also_closed=True)
def invite_member(event: Event) -> ResponseReturnValue:
    form = TeamInvitationForm()
    if form.validate_on_submit():
        said = (form.email.data, form.role.data, form.language.data)
        try:
            invitation = inviting.invite(event, the_person(), *said)
        except Refused as no:
            db.session.rollback()
            form.email.errors = [no.words]
        else:
            db.session.commit()
            flash(_("An invitation to %(email)s is on its way.", email=invitation.email), "success")
            return redirect(url_for(".team", slug=event.slug), 303)
    return _page(event, form), 422


@bp.post("/e/<slug>/team/invitations/<code>/letter")
@member_of("owner", also_closed=True)
def send_team_invitation(event: Event, code: str) -> ResponseReturnValue:
    invitation = TeamInvitation.of(event.organiser).locked().get_or_404(code)
    inviting.send_again(invitation, the_person())
    db.session.commit()
    flash(_("An invitation to %(email)s is on its way.", email=invitation.email), "success")
    return redirect(url_for(".team", slug=event.slug), 303)


@bp.post("/e/<slug>/team/invitations/<code>/withdrawal")
@member_of("owner", also_closed=True)
def withdraw_team_invitation(event: Event, code: str) -> ResponseReturnValue:
    inviting.withdraw(TeamInvitation.of(event.organiser).locked().get_or_404(code), the_person())
    db.session.commit()
    flash(_("Withdrawn. The link opens nothing any more."), "success")
    return redirect(url_for(".team", slug=event.slug), 303)


@bp.post("/e/<slug>/team/<code>/role")
@member_of("owner", also_closed=True)
def change_role(event: Event, code: str) -> ResponseReturnValue:
    member, form = members.member_or_404(event, code), RoleForm()
    if form.validate_on_submit():
        members.change_role(event, the_person(), member, form.role.data)
        db.session.commit()
        flash(_("Saved."), "success")
    return redirect(url_for(".team", slug=event.slug), 303)


@bp.post("/e/<slug>/team/<code>/removal")
@member_of("owner", also_closed=True)
def remove_member(event: Event, code: str) -> ResponseReturnValue:
    members.remove(event, the_person(), members.member_or_404(event, code))
    db.session.commit()
    flash(_("Removed. From now on these pages are closed to them."), "success")
    return redirect(url_for(".team", slug=event.slug), 303)


@bp.get("/e/<slug>/team/me")
@member_of("owner", "staff", "helper", also_closed=True)
def my_role(event: Event) -> str:
    mine = members.membership(event, the_person())
    assert mine is not None, "who is let in is a member"
    return render_template("organising/my_role.html", event=event, role=TEAM_ROLES[mine.role], may=MAY[mine.role])


@bp.post("/e/<slug>/team/me/departure")
@member_of("owner", "staff", "helper", also_closed=True)
def leave_team(event: Event) -> ResponseReturnValue:
    mine = members.membership(event, the_person())
    assert mine is not None, "who is let in is a member"
    members.remove(event, the_person(), mine)
    db.session.commit()
    flash(_("You have left the team of %(organiser)s.", organiser=event.organiser.name), "success")
    return redirect(url_for("events.my_events"), 303)


def _page(event: Event, form: TeamInvitationForm) -> str:
    mine, invitations = members.membership(event, the_person()), TeamInvitation.of(event.organiser).all()
    return render_template(
        "organising/team.html",
        event=event,
        team=team_of(event.organiser),
        invitations=invitations,
        form=form,
        can_decide=mine is not None and mine.role == "owner",
        roles=TEAM_ROLES,
        may=MAY,
    )
