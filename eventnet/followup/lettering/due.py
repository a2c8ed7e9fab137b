"""What time does to letters: those that waited their turn go out, and files that nobody sent are wiped."""

from eventnet.clock import now
from eventnet.exchange.models import Block
from eventnet.faults import each_alone
from eventnet.followup import pacing, wishes
from eventnet.followup.lettering import mail
from eventnet.followup.lettering.models import PersonalLetter
from eventnet.followup.lettering.writing import deliver
from eventnet.followup.models import Rest
from eventnet.mail import attachments
from eventnet.mail.worker import every_minute
from eventnet.people.models import Person
from eventnet.rows import Rows

AT_ONCE = 100


@every_minute
def deliver_letters() -> None:
    """Wishes may have changed while they waited, so each is looked at again."""
    due = PersonalLetter.waiting().where(PersonalLetter.due_at <= now()).limit(AT_ONCE)
    each_alone(due.locked(), _deliver_or_wait)


def _deliver_or_wait(letter: PersonalLetter) -> None:
    if not _may_reach(letter):
        letter.closed_at = now()
        mail.could_not_go(letter)
        return
    turn = pacing.turn_again(letter.recipient, letter.tz)
    if turn > now():
        letter.due_at = turn
    else:
        deliver(letter)


def _may_reach(letter: PersonalLetter) -> bool:
    rests = Rest.between(letter.sender, letter.recipient)
    is_resting = any(not rest.is_over for rest in rests)
    return (
        letter.recipient.requests_a_week > 0
        and pacing.holds_card(letter.sender, letter.recipient)
        and wishes.of(letter.recipient).letters
        and not is_resting
        and not Block.stands_between(letter.sender, letter.recipient)
    )


@every_minute
def wipe_files() -> None:
    attachments.wipe_what_was_left_behind()


@pacing.asking
def _letters_that_ask(recipient: Person) -> pacing.Moments:
    asking = Rows(PersonalLetter).where(
        PersonalLetter.recipient_id == recipient.id,
        PersonalLetter.opener == "advice",
        PersonalLetter.closed_at.is_(None),
        PersonalLetter.delivered_at.is_(None) | (PersonalLetter.delivered_at > now() - pacing.WEEK),
    )
    found = asking.all()
    received = [letter.delivered_at for letter in found if letter.delivered_at]
    return received, [letter.due_at for letter in found if not letter.delivered_at]
