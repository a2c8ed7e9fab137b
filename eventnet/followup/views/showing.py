"""Which page a request has right now, for one of its two people."""

from collections.abc import Callable
from datetime import date, timedelta

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from msgspec import Struct, field

from eventnet.clock import now
from eventnet.db import db
from eventnet.exchange.forms import PromiseForm
from eventnet.followup import afterwards, company, reminding, rounds
from eventnet.followup.access import Party
from eventnet.followup.afterwards.forms import AgainForm
from eventnet.followup.answers import version
from eventnet.followup.choosing import Choice, clash_words
from eventnet.followup.company.forms import LeaveForm
from eventnet.followup.forms import CallForm, CancelForm, ChangeForm, LaterForm, OtherTimesForm, ThanksForm
from eventnet.followup.hinting import hints_of
from eventnet.followup.models import Meeting, Slot
from eventnet.followup.reminding.way import way_to
from eventnet.followup.standing import standing
from eventnet.followup.wording import topic_facts
from eventnet.refusals import Refused


class AnswerForms(Struct):
    """Every answer's own small form; `opened` names the one that needs another look."""

    other_times: OtherTimesForm = field(default_factory=lambda: OtherTimesForm(prefix="other-", formdata=None))
    call: CallForm = field(default_factory=lambda: CallForm(prefix="call-", formdata=None))
    later: LaterForm = field(default_factory=lambda: LaterForm(prefix="later-", formdata=None))
    opened: str = ""
    words: str = ""

    @property
    def later_days(self) -> list[tuple[str, date]]:
        """Two days for one tap."""
        today = now().date()
        return [(_("In a month"), today + timedelta(days=30)), (_("In three months"), today + timedelta(days=91))]


class MeetingForms(Struct):
    change: ChangeForm
    cancel: CancelForm
    thanks: ThanksForm
    call: CallForm
    promise: PromiseForm = field(default_factory=lambda: PromiseForm(prefix="promise-", formdata=None))
    again: AgainForm = field(default_factory=lambda: AgainForm(prefix="again-", formdata=None))
    leave: LeaveForm = field(default_factory=lambda: LeaveForm(prefix="leave-", formdata=None))
    opened: str = ""
    words: str = ""

    @classmethod
    def of(cls, meeting: Meeting) -> "MeetingForms":
        wall = meeting.starts_wall
        now_agreed = {"day": wall.date(), "time": wall.time(), "place": meeting.place, "way": meeting.way}
        change = ChangeForm(prefix="change-", formdata=None, data=now_agreed)
        call = CallForm(prefix="call-", formdata=None, place=meeting.place if meeting.is_call else "")
        cancel, thanks = CancelForm(prefix="cancel-", formdata=None), ThanksForm(prefix="thanks-", formdata=None)
        return cls(change, cancel, thanks, call)


def show(party: Party, forms: AnswerForms | None = None) -> str:
    request = party.request
    if request.meeting and request.is_agreed and company.has_left(request.meeting, party.person):
        return show_left(request.meeting, party)
    if request.meeting and request.meeting.is_on and request.meeting.has_begun:
        return show_meeting(request.meeting, party)
    page = "followup/request.html" if party.is_sender else "followup/answer.html"
    slots = request.slots_for(party.person)
    return render_template(
        page,
        party=party,
        request_=request,
        standing=standing(request, party.person),
        forms=forms or AnswerForms(),
        seen=version(request),
        slots=slots,
        clashes=_clashes(party, slots),
        rounds_left=rounds.left(request, party.person),
        said=rounds.last_words(request, party.other) if request.answer == "other_times" else request.answer_note,
        way=way_to(request.meeting) if request.meeting else None,
    )


def _clashes(party: Party, slots: list[Slot]) -> dict[str, str]:
    """By a time's code: what the reader has agreed to already."""
    found = Choice(party.person, party.request.zone, party.request.minutes, party.request)
    meetings = found.clashes(slot.starts_at for slot in slots)
    pairs = zip(slots, meetings, strict=True)
    return {slot.code: clash_words(each, party.person, not party.by_link) for slot, each in pairs if each}


def show_left(meeting: Meeting, party: Party) -> str:
    """The others meet without this one."""
    return render_template(
        "followup/left.html", meeting=meeting, party=party, names=company.names(meeting, party.person)
    )


def show_meeting(meeting: Meeting, party: Party, forms: MeetingForms | None = None) -> str:
    if meeting.is_on and company.has_left(meeting, party.person):
        return show_left(meeting, party)
    return render_template(
        "followup/meeting.html",
        party=party,
        meeting=meeting,
        standing=standing(meeting.request, party.person),
        way=way_to(meeting),
        after=None if party.by_link else afterwards.after(meeting, party.person),
        reminder="" if party.by_link else reminding.words(party.person),
        topics=topic_facts(meeting.request, party.person),
        hints=hints_of([meeting], party.person),
        forms=forms or MeetingForms.of(meeting),
    )


def do_at_meeting(
    meeting: Meeting, party: Party, do: Callable[[], object], words: str, forms: MeetingForms | None = None
) -> ResponseReturnValue:
    """Commit and say so; what a rule says no to stands on the page of the meeting, with all that was typed."""
    try:
        do()
    except Refused as no:
        db.session.rollback()
        forms = forms or MeetingForms.of(meeting)
        forms.words = no.words
        return show_meeting(meeting, party, forms), 409
    db.session.commit()
    flash(words, "success")
    return back_to_meeting(meeting, party)


def back_to(party: Party) -> ResponseReturnValue:
    """After an answer: the same page, which says what happens next."""
    endpoint = ".answer" if party.by_link else ".request"
    return redirect(url_for(endpoint, code=party.request.code), 303)


def back_to_meeting(meeting: Meeting, party: Party) -> ResponseReturnValue:
    if party.by_link:
        return redirect(url_for(".answer", code=party.request.code), 303)
    return redirect(url_for(".meeting", code=meeting.code), 303)
