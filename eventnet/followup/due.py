"""What time does to requests and meetings: deliver, remind once, close kindly, ask afterwards.

The worker calls this every minute and commits; each may run twice and does no harm.
"""

from datetime import datetime, timedelta

from sqlalchemy import exists

from eventnet.clock import now
from eventnet.exchange.models import Block, Contact
from eventnet.faults import each_alone
from eventnet.followup import links, mail, meetings, pacing, proving
from eventnet.followup.models import LIFE, Meeting, MeetingRequest
from eventnet.mail.worker import every_minute
from eventnet.rows import Rows


def deliver(request: MeetingRequest) -> None:
    """Its turn has come: write the letter."""
    request.delivered_at, request.expires_at = now(), now() + LIFE
    mail.request(request)


@every_minute
def deliver_requests() -> None:
    """What waited for its turn; wishes may have changed since, so each is looked at again."""
    waiting = MeetingRequest.open().where(MeetingRequest.delivered_at.is_(None), MeetingRequest.due_at <= now())
    each_alone(waiting.locked(), _deliver_or_expire)


def _deliver_or_expire(request: MeetingRequest) -> None:
    if pacing.may_reach(request) and pacing.holds_card(request.sender, request.recipient):
        _deliver_or_wait(request, pacing.turn_now(request))
    else:
        expire(request)


def _deliver_or_wait(request: MeetingRequest, turn: datetime) -> None:
    if all(slot.starts_at <= turn for slot in request.slots):
        expire(request)
    elif turn > now():
        request.due_at, request.expires_at = turn, turn + LIFE
    else:
        deliver(request)


@every_minute
def remind_of_requests() -> None:
    """One reminder after five days, and not into a quiet time."""
    unanswered = MeetingRequest.open().where(
        MeetingRequest.delivered_at <= now() - pacing.REMIND_AFTER,
        MeetingRequest.answer.is_(None),
        MeetingRequest.reminded_at.is_(None),
        MeetingRequest.expires_at > now(),
    )
    each_alone(unanswered.locked(), _remind)


def _remind(request: MeetingRequest) -> None:
    if pacing.may_reach(request) and not pacing.is_quiet(request.recipient, request.tz):
        request.reminded_at = now()
        mail.reminder(request)


@every_minute
def close_silent_requests() -> None:
    """Silence closes kindly: words to the sender, nothing to the recipient."""
    silent = MeetingRequest.open().where(
        MeetingRequest.expires_at <= now(),
        MeetingRequest.answer.is_(None) | (MeetingRequest.answer == "other_times"),
    )
    each_alone(silent.locked(), expire)


def expire(request: MeetingRequest) -> None:
    request.expired_at = now()
    request.close()
    links.end_all(request)
    mail.expired(request)


@every_minute
def tell_to_ask_again() -> None:
    """The day has come from which the recipient said they may be asked."""
    tomorrow = (now() + timedelta(days=1)).date()
    later = MeetingRequest.answered_later(tomorrow)
    each_alone(later.locked(), _tell_to_ask_again)


def _tell_to_ask_again(request: MeetingRequest) -> None:
    if request.ask_after_on and request.ask_after_on <= now().astimezone(request.tz).date():
        request.told_to_ask_at = now()
        contact = Contact.held_by(request.sender).where(Contact.subject_id == request.recipient_id).first()
        if contact and pacing.may_reach(request):
            mail.may_ask_now(request, contact)


@every_minute
def call_off_between_the_blocked() -> None:
    """Who has blocked the other does not want to meet them; nobody shall wait for nothing."""
    apart = Block.between(MeetingRequest.sender_id, MeetingRequest.recipient_id)
    ahead = Meeting.on().join(MeetingRequest, MeetingRequest.id == Meeting.request_id)
    each_alone(ahead.where(Meeting.starts_at > now(), exists().where(apart)), _call_off)


def _call_off(meeting: Meeting) -> None:
    if any(each not in meeting.coming for each in meeting.people):
        return  # one of the two has left, and the others meet
    blockers = {block.blocker_id for block in Rows(Block).where(Block.between(*(each.id for each in meeting.people)))}
    meetings.cancel(meeting, next(each for each in meeting.people if each.id in blockers))


@every_minute
def see_who_met() -> None:
    """Before anybody is asked."""
    proving.prove_by_scan()


@every_minute
def ask_what_came_of_it() -> None:
    """From the end of a meeting on: did you meet?"""
    begun = Meeting.on().where(Meeting.asked_at.is_(None), Meeting.starts_at <= now())
    each_alone(begun.locked(), _ask)


def _ask(meeting: Meeting) -> None:
    if meeting.is_over:
        meeting.asked_at = now()
        meeting.request.close()
        if not pacing.are_apart(meeting.request):
            mail.did_you_meet(meeting)
