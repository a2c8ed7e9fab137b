"""the follow up"""

import sqlalchemy as sa
from alembic import op

import eventnet.db


revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('bounced_address',
    sa.Column('fingerprint', sa.String(), nullable=False),
    sa.Column('soft', sa.Integer(), nullable=False),
    sa.Column('last_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.Column('suppressed_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('fingerprint', name=op.f('pk_bounced_address'))
    )
    with op.batch_alter_table('bounced_address', schema=None) as batch_op:
        batch_op.create_index('ix_bounced_address_last_at', ['last_at'], unique=False)

    op.create_table('read_mailbox',
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('validity', sa.String(), nullable=False),
    sa.Column('last_uid', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_read_mailbox'))
    )
    op.create_table('again',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('owner_id', sa.Integer(), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('set_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.CheckConstraint('owner_id <> subject_id', name=op.f('ck_again_not_oneself')),
    sa.ForeignKeyConstraint(['owner_id'], ['person.id'], name=op.f('fk_again_owner_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['subject_id'], ['person.id'], name=op.f('fk_again_subject_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_again')),
    sa.UniqueConstraint('code', name=op.f('uq_again_code')),
    sa.UniqueConstraint('owner_id', 'subject_id', name=op.f('uq_again_owner_id_subject_id'))
    )
    with op.batch_alter_table('again', schema=None) as batch_op:
        batch_op.create_index('ix_again_due', ['owner_id', 'due_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_again_subject_id'), ['subject_id'], unique=False)

    op.create_table('choice',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('owner_id', sa.Integer(), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('on', sa.Date(), nullable=True),
    sa.Column('chosen_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.Column('done_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.CheckConstraint('owner_id <> subject_id', name=op.f('ck_choice_not_oneself')),
    sa.ForeignKeyConstraint(['owner_id'], ['person.id'], name=op.f('fk_choice_owner_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['subject_id'], ['person.id'], name=op.f('fk_choice_subject_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_choice')),
    sa.UniqueConstraint('code', name=op.f('uq_choice_code')),
    sa.UniqueConstraint('owner_id', 'subject_id', name=op.f('uq_choice_owner_id_subject_id'))
    )
    with op.batch_alter_table('choice', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_choice_subject_id'), ['subject_id'], unique=False)

    op.create_table('favour',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('owner_id', sa.Integer(), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('direction', sa.String(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('done_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.Column('noted_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.Column('thanked_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.CheckConstraint("direction IN ('given', 'received')", name=op.f('ck_favour_direction')),
    sa.CheckConstraint('owner_id <> subject_id', name=op.f('ck_favour_not_oneself')),
    sa.ForeignKeyConstraint(['owner_id'], ['person.id'], name=op.f('fk_favour_owner_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['subject_id'], ['person.id'], name=op.f('fk_favour_subject_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_favour')),
    sa.UniqueConstraint('code', name=op.f('uq_favour_code'))
    )
    with op.batch_alter_table('favour', schema=None) as batch_op:
        batch_op.create_index('ix_favour_pair', ['owner_id', 'subject_id', 'done_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_favour_subject_id'), ['subject_id'], unique=False)

    op.create_table('rhythm',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('owner_id', sa.Integer(), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('every', sa.String(), nullable=False),
    sa.Column('set_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.Column('later_on', sa.Date(), nullable=True),
    sa.Column('named_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.CheckConstraint("every IN ('never', 'monthly', 'quarterly', 'twice_a_year', 'yearly')", name=op.f('ck_rhythm_every')),
    sa.CheckConstraint('owner_id <> subject_id', name=op.f('ck_rhythm_not_oneself')),
    sa.ForeignKeyConstraint(['owner_id'], ['person.id'], name=op.f('fk_rhythm_owner_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['subject_id'], ['person.id'], name=op.f('fk_rhythm_subject_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_rhythm')),
    sa.UniqueConstraint('owner_id', 'subject_id', name=op.f('uq_rhythm_owner_id_subject_id'))
    )
    with op.batch_alter_table('rhythm', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_rhythm_subject_id'), ['subject_id'], unique=False)

    op.create_table('takeout',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('device', sa.String(), nullable=False),
    sa.Column('taken_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_takeout_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_takeout'))
    )
    with op.batch_alter_table('takeout', schema=None) as batch_op:
        batch_op.create_index('ix_takeout_person', ['person_id', 'taken_at'], unique=False)

    op.create_table('touch',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('owner_id', sa.Integer(), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('how', sa.String(), nullable=False),
    sa.Column('at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.CheckConstraint("how IN ('talked', 'link', 'letter', 'thanks', 'promise', 'introduced', 'favour')", name=op.f('ck_touch_how')),
    sa.CheckConstraint('owner_id <> subject_id', name=op.f('ck_touch_not_oneself')),
    sa.ForeignKeyConstraint(['owner_id'], ['person.id'], name=op.f('fk_touch_owner_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['subject_id'], ['person.id'], name=op.f('fk_touch_subject_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_touch')),
    sa.UniqueConstraint('code', name=op.f('uq_touch_code'))
    )
    with op.batch_alter_table('touch', schema=None) as batch_op:
        batch_op.create_index('ix_touch_pair', ['owner_id', 'subject_id', 'at'], unique=False)
        batch_op.create_index(batch_op.f('ix_touch_subject_id'), ['subject_id'], unique=False)

    op.create_table('wishes',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('evening', sa.Boolean(), server_default=sa.text('(true)'), nullable=False),
    sa.Column('evening_hour', sa.Integer(), server_default='20', nullable=False),
    sa.Column('weekly', sa.Boolean(), server_default=sa.text('(true)'), nullable=False),
    sa.Column('weekly_day', sa.Integer(), server_default='6', nullable=False),
    sa.Column('day_before', sa.Boolean(), server_default=sa.text('(true)'), nullable=False),
    sa.Column('two_hours', sa.Boolean(), server_default=sa.text('(false)'), nullable=False),
    sa.Column('letters', sa.Boolean(), server_default=sa.text('(true)'), nullable=False),
    sa.Column('changed_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.CheckConstraint('evening_hour BETWEEN 0 AND 23', name=op.f('ck_wishes_evening_hour')),
    sa.CheckConstraint('weekly_day BETWEEN 0 AND 6', name=op.f('ck_wishes_weekly_day')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_wishes_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_wishes'))
    )
    op.create_table('attachment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('owner_id', sa.Integer(), nullable=False),
    sa.Column('letter_id', sa.Integer(), nullable=True),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('media_type', sa.String(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.Column('kept_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['letter_id'], ['letter.id'], name=op.f('fk_attachment_letter_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['owner_id'], ['person.id'], name=op.f('fk_attachment_owner_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attachment')),
    sa.UniqueConstraint('code', name=op.f('uq_attachment_code')),
    sa.UniqueConstraint('letter_id', name=op.f('uq_attachment_letter_id'))
    )
    with op.batch_alter_table('attachment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_attachment_kept_at'), ['kept_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_attachment_owner_id'), ['owner_id'], unique=False)

    op.create_table('evening',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('link', sa.String(), nullable=True),
    sa.Column('made_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.Column('answered_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_evening_event_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_evening_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_evening')),
    sa.UniqueConstraint('code', name=op.f('uq_evening_code')),
    sa.UniqueConstraint('link', name=op.f('uq_evening_link')),
    sa.UniqueConstraint('person_id', 'event_id', 'on', name=op.f('uq_evening_person_id_event_id_on'))
    )
    with op.batch_alter_table('evening', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_evening_event_id'), ['event_id'], unique=False)

    op.create_table('evening_round',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('hour', sa.Integer(), nullable=False),
    sa.Column('after_id', sa.Integer(), server_default='0', nullable=False),
    sa.Column('done_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_evening_round_event_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_evening_round')),
    sa.UniqueConstraint('event_id', 'on', 'hour', name=op.f('uq_evening_round_event_id_on_hour'))
    )
    with op.batch_alter_table('evening_round', schema=None) as batch_op:
        batch_op.create_index('ix_evening_round_waiting', ['id'], unique=False, sqlite_where=sa.text('done_at IS NULL'), postgresql_where=sa.text('done_at IS NULL'))

    op.create_table('introduction',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('introducer_id', sa.Integer(), nullable=False),
    sa.Column('first_id', sa.Integer(), nullable=False),
    sa.Column('second_id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('words', sa.String(), nullable=False),
    sa.Column('made_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.Column('expires_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.Column('withdrawn_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('came_about_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('closed_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.CheckConstraint('first_id < second_id', name=op.f('ck_introduction_order')),
    sa.CheckConstraint('introducer_id <> first_id AND introducer_id <> second_id', name=op.f('ck_introduction_not_oneself')),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_introduction_event_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['first_id'], ['person.id'], name=op.f('fk_introduction_first_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['introducer_id'], ['person.id'], name=op.f('fk_introduction_introducer_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['second_id'], ['person.id'], name=op.f('fk_introduction_second_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_introduction')),
    sa.UniqueConstraint('code', name=op.f('uq_introduction_code'))
    )
    with op.batch_alter_table('introduction', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_introduction_event_id'), ['event_id'], unique=False)
        batch_op.create_index('ix_introduction_introducer', ['introducer_id', 'made_at'], unique=False)
        batch_op.create_index('ix_introduction_open_expires', ['expires_at'], unique=False, sqlite_where=sa.text('closed_at IS NULL'), postgresql_where=sa.text('closed_at IS NULL'))
        batch_op.create_index('ix_introduction_pair', ['first_id', 'second_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_introduction_second_id'), ['second_id'], unique=False)
        batch_op.create_index('uq_introduction_open_pair', ['introducer_id', 'first_id', 'second_id'], unique=True, sqlite_where=sa.text('closed_at IS NULL'), postgresql_where=sa.text('closed_at IS NULL'))

    op.create_table('personal_letter',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('once', sa.String(), nullable=False),
    sa.Column('sender_id', sa.Integer(), nullable=False),
    sa.Column('recipient_id', sa.Integer(), nullable=False),
    sa.Column('promise_id', sa.Integer(), nullable=True),
    sa.Column('opener', sa.String(), nullable=False),
    sa.Column('lines', sa.JSON(), nullable=False),
    sa.Column('link', sa.String(), nullable=False),
    sa.Column('file_name', sa.String(), nullable=False),
    sa.Column('met_at', sa.String(), nullable=False),
    sa.Column('how', sa.String(), nullable=False),
    sa.Column('zone', sa.String(), nullable=False),
    sa.Column('written_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.Column('due_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.Column('delivered_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('closed_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.CheckConstraint("opener IN ('thanks', 'promise', 'congratulation', 'how_did_it_go', 'introduction', 'advice')", name=op.f('ck_personal_letter_opener')),
    sa.ForeignKeyConstraint(['promise_id'], ['promise.id'], name=op.f('fk_personal_letter_promise_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['recipient_id'], ['person.id'], name=op.f('fk_personal_letter_recipient_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['sender_id'], ['person.id'], name=op.f('fk_personal_letter_sender_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_personal_letter')),
    sa.UniqueConstraint('code', name=op.f('uq_personal_letter_code')),
    sa.UniqueConstraint('sender_id', 'once', name=op.f('uq_personal_letter_sender_id_once'))
    )
    with op.batch_alter_table('personal_letter', schema=None) as batch_op:
        batch_op.create_index('ix_personal_letter_pair', ['sender_id', 'recipient_id', 'written_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_personal_letter_promise_id'), ['promise_id'], unique=False)
        batch_op.create_index('ix_personal_letter_recipient', ['recipient_id', 'delivered_at'], unique=False)
        batch_op.create_index('ix_personal_letter_waits', ['due_at'], unique=False, sqlite_where=sa.text('delivered_at IS NULL AND closed_at IS NULL'), postgresql_where=sa.text('delivered_at IS NULL AND closed_at IS NULL'))

    op.create_table('introduction_side',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('introduction_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('due_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('asked_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('answer', sa.String(), nullable=True),
    sa.Column('answered_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('fingerprint', sa.String(), nullable=True),
    sa.CheckConstraint("answer IN ('yes', 'no', 'never')", name=op.f('ck_introduction_side_answer')),
    sa.ForeignKeyConstraint(['introduction_id'], ['introduction.id'], name=op.f('fk_introduction_side_introduction_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_introduction_side_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_introduction_side')),
    sa.UniqueConstraint('code', name=op.f('uq_introduction_side_code')),
    sa.UniqueConstraint('fingerprint', name=op.f('uq_introduction_side_fingerprint')),
    sa.UniqueConstraint('introduction_id', 'person_id', name=op.f('uq_introduction_side_introduction_id_person_id'))
    )
    with op.batch_alter_table('introduction_side', schema=None) as batch_op:
        batch_op.create_index('ix_introduction_side_due', ['due_at'], unique=False, sqlite_where=sa.text('asked_at IS NULL AND due_at IS NOT NULL'), postgresql_where=sa.text('asked_at IS NULL AND due_at IS NOT NULL'))
        batch_op.create_index('ix_introduction_side_person', ['person_id', 'asked_at'], unique=False)

    op.create_table('meeting_round',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('request_id', sa.Integer(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.CheckConstraint('number BETWEEN 1 AND 3', name=op.f('ck_meeting_round_number')),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_meeting_round_by_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['request_id'], ['meeting_request.id'], name=op.f('fk_meeting_round_request_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_meeting_round')),
    sa.UniqueConstraint('request_id', 'by_id', 'number', name=op.f('uq_meeting_round_request_id_by_id_number'))
    )
    with op.batch_alter_table('meeting_round', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_meeting_round_by_id'), ['by_id'], unique=False)

    op.create_table('calendar_hint',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('said', sa.String(), nullable=False),
    sa.Column('starts_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('sequence', sa.Integer(), nullable=False),
    sa.Column('stamped_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.Column('heard_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.Column('settled_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.CheckConstraint("said IN ('declined', 'tentative', 'counter')", name=op.f('ck_calendar_hint_said')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_calendar_hint_meeting_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_calendar_hint_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_calendar_hint')),
    sa.UniqueConstraint('code', name=op.f('uq_calendar_hint_code')),
    sa.UniqueConstraint('meeting_id', 'person_id', name=op.f('uq_calendar_hint_meeting_id_person_id'))
    )
    with op.batch_alter_table('calendar_hint', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_calendar_hint_person_id'), ['person_id'], unique=False)

    op.create_table('meeting_guest',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('brought_by_id', sa.Integer(), nullable=True),
    sa.Column('words', sa.String(), nullable=False),
    sa.Column('suggested_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.Column('due_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('agreed_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('refused_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('asked_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('answer', sa.String(), nullable=True),
    sa.Column('answered_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('left_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.CheckConstraint("answer IN ('yes', 'no', 'never')", name=op.f('ck_meeting_guest_answer')),
    sa.ForeignKeyConstraint(['brought_by_id'], ['person.id'], name=op.f('fk_meeting_guest_brought_by_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_meeting_guest_meeting_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_meeting_guest_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_meeting_guest')),
    sa.UniqueConstraint('code', name=op.f('uq_meeting_guest_code')),
    sa.UniqueConstraint('meeting_id', 'person_id', name=op.f('uq_meeting_guest_meeting_id_person_id'))
    )
    with op.batch_alter_table('meeting_guest', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_meeting_guest_brought_by_id'), ['brought_by_id'], unique=False)
        batch_op.create_index('ix_meeting_guest_due', ['due_at'], unique=False, sqlite_where=sa.text('asked_at IS NULL AND due_at IS NOT NULL'), postgresql_where=sa.text('asked_at IS NULL AND due_at IS NOT NULL'))
        batch_op.create_index('ix_meeting_guest_person', ['person_id', 'asked_at'], unique=False)

    op.create_table('meeting_guest_link',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('guest_id', sa.Integer(), nullable=False),
    sa.Column('fingerprint', sa.String(), nullable=False),
    sa.Column('made_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['guest_id'], ['meeting_guest.id'], name=op.f('fk_meeting_guest_link_guest_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_meeting_guest_link')),
    sa.UniqueConstraint('fingerprint', name=op.f('uq_meeting_guest_link_fingerprint'))
    )
    with op.batch_alter_table('meeting_guest_link', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_meeting_guest_link_guest_id'), ['guest_id'], unique=False)

    with op.batch_alter_table('letter', schema=None) as batch_op:
        batch_op.add_column(sa.Column('returned_at', eventnet.db.Moment(timezone=True), nullable=True))

    with op.batch_alter_table('meeting', schema=None) as batch_op:
        batch_op.add_column(sa.Column('reminded_soon_at', eventnet.db.Moment(timezone=True), nullable=True))

    with op.batch_alter_table('meeting_request', schema=None) as batch_op:
        batch_op.add_column(sa.Column('countered_at', eventnet.db.Moment(timezone=True), nullable=True))

    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.add_column(sa.Column('birthday', sa.String(), nullable=True))
        batch_op.add_column(sa.Column('job_since', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('job_told_at', eventnet.db.Moment(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('zone', sa.String(), nullable=True))
        batch_op.add_column(sa.Column('zone_chosen_at', eventnet.db.Moment(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('weekly_at', eventnet.db.Moment(timezone=True), nullable=True))
        batch_op.create_index(batch_op.f('ix_person_weekly_at'), ['weekly_at'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_person_weekly_at'))
        batch_op.drop_column('weekly_at')
        batch_op.drop_column('zone_chosen_at')
        batch_op.drop_column('zone')
        batch_op.drop_column('job_told_at')
        batch_op.drop_column('job_since')
        batch_op.drop_column('birthday')

    with op.batch_alter_table('meeting_request', schema=None) as batch_op:
        batch_op.drop_column('countered_at')

    with op.batch_alter_table('meeting', schema=None) as batch_op:
        batch_op.drop_column('reminded_soon_at')

    with op.batch_alter_table('letter', schema=None) as batch_op:
        batch_op.drop_column('returned_at')

    with op.batch_alter_table('meeting_guest_link', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_meeting_guest_link_guest_id'))

    op.drop_table('meeting_guest_link')
    with op.batch_alter_table('meeting_guest', schema=None) as batch_op:
        batch_op.drop_index('ix_meeting_guest_person')
        batch_op.drop_index('ix_meeting_guest_due', sqlite_where=sa.text('asked_at IS NULL AND due_at IS NOT NULL'), postgresql_where=sa.text('asked_at IS NULL AND due_at IS NOT NULL'))
        batch_op.drop_index(batch_op.f('ix_meeting_guest_brought_by_id'))

    op.drop_table('meeting_guest')
    with op.batch_alter_table('calendar_hint', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_calendar_hint_person_id'))

    op.drop_table('calendar_hint')
    with op.batch_alter_table('meeting_round', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_meeting_round_by_id'))

    op.drop_table('meeting_round')
    with op.batch_alter_table('introduction_side', schema=None) as batch_op:
        batch_op.drop_index('ix_introduction_side_person')
        batch_op.drop_index('ix_introduction_side_due', sqlite_where=sa.text('asked_at IS NULL AND due_at IS NOT NULL'), postgresql_where=sa.text('asked_at IS NULL AND due_at IS NOT NULL'))

    op.drop_table('introduction_side')
    with op.batch_alter_table('personal_letter', schema=None) as batch_op:
        batch_op.drop_index('ix_personal_letter_waits', sqlite_where=sa.text('delivered_at IS NULL AND closed_at IS NULL'), postgresql_where=sa.text('delivered_at IS NULL AND closed_at IS NULL'))
        batch_op.drop_index('ix_personal_letter_recipient')
        batch_op.drop_index(batch_op.f('ix_personal_letter_promise_id'))
        batch_op.drop_index('ix_personal_letter_pair')

    op.drop_table('personal_letter')
    with op.batch_alter_table('introduction', schema=None) as batch_op:
        batch_op.drop_index('uq_introduction_open_pair', sqlite_where=sa.text('closed_at IS NULL'), postgresql_where=sa.text('closed_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_introduction_second_id'))
        batch_op.drop_index('ix_introduction_pair')
        batch_op.drop_index('ix_introduction_open_expires', sqlite_where=sa.text('closed_at IS NULL'), postgresql_where=sa.text('closed_at IS NULL'))
        batch_op.drop_index('ix_introduction_introducer')
        batch_op.drop_index(batch_op.f('ix_introduction_event_id'))

    op.drop_table('introduction')
    with op.batch_alter_table('evening_round', schema=None) as batch_op:
        batch_op.drop_index('ix_evening_round_waiting', sqlite_where=sa.text('done_at IS NULL'), postgresql_where=sa.text('done_at IS NULL'))

    op.drop_table('evening_round')
    with op.batch_alter_table('evening', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_evening_event_id'))

    op.drop_table('evening')
    with op.batch_alter_table('attachment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_attachment_owner_id'))
        batch_op.drop_index(batch_op.f('ix_attachment_kept_at'))

    op.drop_table('attachment')
    op.drop_table('wishes')
    with op.batch_alter_table('touch', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_touch_subject_id'))
        batch_op.drop_index('ix_touch_pair')

    op.drop_table('touch')
    with op.batch_alter_table('takeout', schema=None) as batch_op:
        batch_op.drop_index('ix_takeout_person')

    op.drop_table('takeout')
    with op.batch_alter_table('rhythm', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_rhythm_subject_id'))

    op.drop_table('rhythm')
    with op.batch_alter_table('favour', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_favour_subject_id'))
        batch_op.drop_index('ix_favour_pair')

    op.drop_table('favour')
    with op.batch_alter_table('choice', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_choice_subject_id'))

    op.drop_table('choice')
    with op.batch_alter_table('again', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_again_subject_id'))
        batch_op.drop_index('ix_again_due')

    op.drop_table('again')
    op.drop_table('read_mailbox')
    with op.batch_alter_table('bounced_address', schema=None) as batch_op:
        batch_op.drop_index('ix_bounced_address_last_at')

    op.drop_table('bounced_address')
