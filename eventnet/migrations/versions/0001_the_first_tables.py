"""the first tables"""

import sqlalchemy as sa
from alembic import op

import eventnet.db


revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('email_proof',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('email', sa.String(), nullable=False),
    sa.Column('browser', sa.String(), nullable=False),
    sa.Column('digits', sa.String(), nullable=False),
    sa.Column('link', sa.String(), nullable=False),
    sa.Column('asked_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.Column('expires_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('used_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.CheckConstraint('tries BETWEEN 0 AND 5', name=op.f('ck_email_proof_tries')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_email_proof')),
    sa.UniqueConstraint('link', name=op.f('uq_email_proof_link'))
    )
    with op.batch_alter_table('email_proof', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_email_proof_browser'), ['browser'], unique=False)
        batch_op.create_index('ix_email_proof_email', ['email', 'asked_at'], unique=False)

    op.create_table('organiser',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('created_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_organiser')),
    sa.UniqueConstraint('code', name=op.f('uq_organiser_code'))
    )
    op.create_table('person',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('email', sa.String(), nullable=True),
    sa.Column('email_confirmed_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('pronouns', sa.String(), nullable=False),
    sa.Column('headline', sa.String(), nullable=False),
    sa.Column('organisation', sa.String(), nullable=False),
    sa.Column('about', sa.String(), nullable=False),
    sa.Column('phone', sa.String(), nullable=False),
    sa.Column('languages', sa.JSON(), nullable=False),
    sa.Column('offers', sa.JSON(), nullable=False),
    sa.Column('needs', sa.JSON(), nullable=False),
    sa.Column('shared', sa.JSON(), nullable=False),
    sa.Column('card_life_days', sa.Integer(), nullable=False),
    sa.Column('requests_a_week', sa.Integer(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('photo_tries', sa.Integer(), server_default='0', nullable=False),
    sa.Column('photo_tries_since', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('created_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.CheckConstraint('card_life_days >= 0', name=op.f('ck_person_card_life_days')),
    sa.CheckConstraint('requests_a_week BETWEEN 0 AND 50', name=op.f('ck_person_requests_a_week')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_person')),
    sa.UniqueConstraint('code', name=op.f('uq_person_code'))
    )
    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.create_index('ix_person_email', ['email'], unique=False)
        batch_op.create_index('uq_person_confirmed_email', ['email'], unique=True, sqlite_where=sa.text('email_confirmed_at IS NOT NULL'), postgresql_where=sa.text('email_confirmed_at IS NOT NULL'))

    op.create_table('block',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('blocker_id', sa.Integer(), nullable=False),
    sa.Column('blocked_id', sa.Integer(), nullable=False),
    sa.Column('since_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['blocked_id'], ['person.id'], name=op.f('fk_block_blocked_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['blocker_id'], ['person.id'], name=op.f('fk_block_blocker_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_block')),
    sa.UniqueConstraint('blocker_id', 'blocked_id', name=op.f('uq_block_blocker_id_blocked_id')),
    sa.UniqueConstraint('code', name=op.f('uq_block_code'))
    )
    with op.batch_alter_table('block', schema=None) as batch_op:
        batch_op.create_index('ix_block_blocked', ['blocked_id'], unique=False)

    op.create_table('device',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('fingerprint', sa.String(), nullable=False),
    sa.Column('label', sa.String(), nullable=False),
    sa.Column('created_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.Column('seen_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.Column('ended_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_device_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_device')),
    sa.UniqueConstraint('code', name=op.f('uq_device_code')),
    sa.UniqueConstraint('fingerprint', name=op.f('uq_device_fingerprint'))
    )
    with op.batch_alter_table('device', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_device_person_id'), ['person_id'], unique=False)

    op.create_table('event',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('slug', sa.String(), nullable=False),
    sa.Column('organiser_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('place', sa.String(), nullable=False),
    sa.Column('about', sa.String(), nullable=False),
    sa.Column('zone', sa.String(), nullable=False),
    sa.Column('starts_wall', sa.DateTime(), nullable=False),
    sa.Column('ends_wall', sa.DateTime(), nullable=False),
    sa.Column('starts_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.Column('ends_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.Column('languages', sa.JSON(), nullable=False),
    sa.Column('join_policy', sa.String(), nullable=False),
    sa.Column('controller', sa.String(), nullable=False),
    sa.Column('privacy_contact', sa.String(), nullable=False),
    sa.Column('privacy_url', sa.String(), nullable=False),
    sa.Column('created_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.CheckConstraint("join_policy IN ('open', 'invited')", name=op.f('ck_event_join_policy')),
    sa.CheckConstraint('ends_at > starts_at', name=op.f('ck_event_span')),
    sa.ForeignKeyConstraint(['organiser_id'], ['organiser.id'], name=op.f('fk_event_organiser_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_event')),
    sa.UniqueConstraint('slug', name=op.f('uq_event_slug'))
    )
    with op.batch_alter_table('event', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_event_organiser_id'), ['organiser_id'], unique=False)

    op.create_table('letter',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('message_id', sa.String(), nullable=False),
    sa.Column('to_name', sa.String(), nullable=False),
    sa.Column('to_address', sa.String(), nullable=False),
    sa.Column('reply_name', sa.String(), nullable=True),
    sa.Column('reply_address', sa.String(), nullable=True),
    sa.Column('subject', sa.String(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('html', sa.String(), nullable=False),
    sa.Column('calendar', sa.String(), nullable=True),
    sa.Column('calendar_method', sa.String(), nullable=True),
    sa.Column('to_person_id', sa.Integer(), nullable=True),
    sa.Column('from_person_id', sa.Integer(), nullable=True),
    sa.Column('written_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.Column('due_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.Column('lease_until', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('last_error', sa.String(), nullable=True),
    sa.Column('sent_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('failed_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('dismissed_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['from_person_id'], ['person.id'], name=op.f('fk_letter_from_person_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['to_person_id'], ['person.id'], name=op.f('fk_letter_to_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_letter')),
    sa.UniqueConstraint('code', name=op.f('uq_letter_code')),
    sa.UniqueConstraint('key', name=op.f('uq_letter_key')),
    sa.UniqueConstraint('message_id', name=op.f('uq_letter_message_id'))
    )
    with op.batch_alter_table('letter', schema=None) as batch_op:
        batch_op.create_index('ix_letter_due', ['due_at'], unique=False, sqlite_where=sa.text('sent_at IS NULL AND failed_at IS NULL'), postgresql_where=sa.text('sent_at IS NULL AND failed_at IS NULL'))
        batch_op.create_index(batch_op.f('ix_letter_from_person_id'), ['from_person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_letter_to_person_id'), ['to_person_id'], unique=False)

    op.create_table('link',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('network', sa.String(), nullable=False),
    sa.Column('label', sa.String(), nullable=False),
    sa.Column('url', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_link_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_link')),
    sa.UniqueConstraint('person_id', 'network', name=op.f('uq_link_person_id_network'))
    )
    op.create_table('membership',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organiser_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('since_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.CheckConstraint("role IN ('owner', 'staff', 'helper')", name=op.f('ck_membership_role')),
    sa.ForeignKeyConstraint(['organiser_id'], ['organiser.id'], name=op.f('fk_membership_organiser_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_membership_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_membership')),
    sa.UniqueConstraint('organiser_id', 'person_id', name=op.f('uq_membership_organiser_id_person_id'))
    )
    with op.batch_alter_table('membership', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_membership_person_id'), ['person_id'], unique=False)

    op.create_table('note',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('owner_id', sa.Integer(), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('tags', sa.JSON(), nullable=False),
    sa.Column('written_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['owner_id'], ['person.id'], name=op.f('fk_note_owner_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['subject_id'], ['person.id'], name=op.f('fk_note_subject_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_note')),
    sa.UniqueConstraint('owner_id', 'subject_id', name=op.f('uq_note_owner_id_subject_id'))
    )
    with op.batch_alter_table('note', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_note_subject_id'), ['subject_id'], unique=False)

    op.create_table('photo',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('webp', sa.LargeBinary(), nullable=False),
    sa.Column('jpeg', sa.LargeBinary(), nullable=False),
    sa.Column('taken_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_photo_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_photo')),
    sa.UniqueConstraint('code', name=op.f('uq_photo_code'))
    )
    op.create_table('quiet_time',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('from_on', sa.Date(), nullable=False),
    sa.Column('until_on', sa.Date(), nullable=False),
    sa.CheckConstraint('until_on >= from_on', name=op.f('ck_quiet_time_span')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_quiet_time_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_quiet_time')),
    sa.UniqueConstraint('code', name=op.f('uq_quiet_time_code'))
    )
    with op.batch_alter_table('quiet_time', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_quiet_time_person_id'), ['person_id'], unique=False)

    op.create_table('rest',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('asker_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('until', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('since_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['asker_id'], ['person.id'], name=op.f('fk_rest_asker_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_rest_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_rest')),
    sa.UniqueConstraint('asker_id', 'person_id', name=op.f('uq_rest_asker_id_person_id'))
    )
    with op.batch_alter_table('rest', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_rest_person_id'), ['person_id'], unique=False)

    op.create_table('attendee',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('badge', sa.String(), nullable=False),
    sa.Column('badge_revoked_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('live_key', sa.LargeBinary(), nullable=False),
    sa.Column('handle', sa.String(), nullable=False),
    sa.Column('sharing', sa.String(), nullable=False),
    sa.Column('offers', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('needs', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('external_id', sa.String(), nullable=True),
    sa.Column('listed_name', sa.String(), nullable=True),
    sa.Column('listed_email', sa.String(), nullable=True),
    sa.Column('listed_organisation', sa.String(), nullable=True),
    sa.Column('invitation', sa.String(), nullable=True),
    sa.Column('invited_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('claimed_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('created_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.CheckConstraint("role IN ('attendee', 'exhibitor', 'speaker', 'mentor', 'crew')", name=op.f('ck_attendee_role')),
    sa.CheckConstraint("sharing IN ('ask', 'open', 'closed')", name=op.f('ck_attendee_sharing')),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_attendee_event_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_attendee_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attendee')),
    sa.UniqueConstraint('badge', name=op.f('uq_attendee_badge')),
    sa.UniqueConstraint('code', name=op.f('uq_attendee_code')),
    sa.UniqueConstraint('event_id', 'external_id', name=op.f('uq_attendee_event_id_external_id')),
    sa.UniqueConstraint('event_id', 'handle', name=op.f('uq_attendee_event_id_handle')),
    sa.UniqueConstraint('event_id', 'person_id', name=op.f('uq_attendee_event_id_person_id')),
    sa.UniqueConstraint('invitation', name=op.f('uq_attendee_invitation'))
    )
    with op.batch_alter_table('attendee', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_attendee_person_id'), ['person_id'], unique=False)

    op.create_table('card_request',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('asker_id', sa.Integer(), nullable=False),
    sa.Column('asked_id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('asked_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.Column('answered_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('given_back', sa.Boolean(), nullable=True),
    sa.CheckConstraint('asker_id <> asked_id', name=op.f('ck_card_request_not_oneself')),
    sa.ForeignKeyConstraint(['asked_id'], ['person.id'], name=op.f('fk_card_request_asked_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['asker_id'], ['person.id'], name=op.f('fk_card_request_asker_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_card_request_event_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_card_request')),
    sa.UniqueConstraint('asker_id', 'asked_id', name=op.f('uq_card_request_asker_id_asked_id')),
    sa.UniqueConstraint('code', name=op.f('uq_card_request_code'))
    )
    with op.batch_alter_table('card_request', schema=None) as batch_op:
        batch_op.create_index('ix_card_request_asked', ['asked_id', 'answered_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_card_request_event_id'), ['event_id'], unique=False)

    op.create_table('contact',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('owner_id', sa.Integer(), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('how', sa.String(), nullable=False),
    sa.Column('fields', sa.JSON(), nullable=False),
    sa.Column('consent_text', sa.String(), nullable=False),
    sa.Column('given_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.Column('until', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('withdrawn_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.CheckConstraint('owner_id <> subject_id', name=op.f('ck_contact_not_oneself')),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_contact_event_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['owner_id'], ['person.id'], name=op.f('fk_contact_owner_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['subject_id'], ['person.id'], name=op.f('fk_contact_subject_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contact')),
    sa.UniqueConstraint('code', name=op.f('uq_contact_code')),
    sa.UniqueConstraint('owner_id', 'subject_id', name=op.f('uq_contact_owner_id_subject_id'))
    )
    with op.batch_alter_table('contact', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contact_event_id'), ['event_id'], unique=False)
        batch_op.create_index('ix_contact_owner_given', ['owner_id', 'given_at'], unique=False)
        batch_op.create_index('ix_contact_subject', ['subject_id'], unique=False)

    op.create_table('encounter',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('first_id', sa.Integer(), nullable=False),
    sa.Column('second_id', sa.Integer(), nullable=False),
    sa.Column('how', sa.String(), nullable=False),
    sa.Column('met_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.CheckConstraint('first_id < second_id', name=op.f('ck_encounter_order')),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_encounter_event_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['first_id'], ['person.id'], name=op.f('fk_encounter_first_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['second_id'], ['person.id'], name=op.f('fk_encounter_second_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_encounter')),
    sa.UniqueConstraint('event_id', 'first_id', 'second_id', name=op.f('uq_encounter_event_id_first_id_second_id'))
    )
    with op.batch_alter_table('encounter', schema=None) as batch_op:
        batch_op.create_index('ix_encounter_pair', ['first_id', 'second_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_encounter_second_id'), ['second_id'], unique=False)

    op.create_table('import_draft',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('filename', sa.String(), nullable=False),
    sa.Column('packed', sa.LargeBinary(), nullable=False),
    sa.Column('created_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_import_draft_event_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_import_draft_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_import_draft')),
    sa.UniqueConstraint('code', name=op.f('uq_import_draft_code'))
    )
    with op.batch_alter_table('import_draft', schema=None) as batch_op:
        batch_op.create_index('ix_import_draft_event', ['event_id', 'person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_import_draft_person_id'), ['person_id'], unique=False)

    op.create_table('meeting_request',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('sender_id', sa.Integer(), nullable=False),
    sa.Column('recipient_id', sa.Integer(), nullable=False),
    sa.Column('talked_about', sa.String(), nullable=False),
    sa.Column('ask', sa.String(), nullable=False),
    sa.Column('offer', sa.String(), nullable=False),
    sa.Column('place', sa.String(), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('zone', sa.String(), nullable=False),
    sa.Column('sent_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.Column('due_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.Column('delivered_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('expires_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.Column('reminded_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('answer', sa.String(), nullable=True),
    sa.Column('answered_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('answer_note', sa.String(), nullable=False),
    sa.Column('ask_after_on', sa.Date(), nullable=True),
    sa.Column('told_to_ask_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('withdrawn_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('expired_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('closed_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.CheckConstraint("answer IN ('accepted', 'other_times', 'call', 'later', 'declined', 'never')", name=op.f('ck_meeting_request_answer')),
    sa.CheckConstraint('(answer IS NULL) = (answered_at IS NULL)', name=op.f('ck_meeting_request_answered')),
    sa.CheckConstraint('minutes BETWEEN 10 AND 240', name=op.f('ck_meeting_request_minutes')),
    sa.CheckConstraint('sender_id <> recipient_id', name=op.f('ck_meeting_request_not_oneself')),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_meeting_request_event_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['recipient_id'], ['person.id'], name=op.f('fk_meeting_request_recipient_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['sender_id'], ['person.id'], name=op.f('fk_meeting_request_sender_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_meeting_request')),
    sa.UniqueConstraint('code', name=op.f('uq_meeting_request_code'))
    )
    with op.batch_alter_table('meeting_request', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_meeting_request_event_id'), ['event_id'], unique=False)
        batch_op.create_index('ix_meeting_request_open_due', ['due_at'], unique=False, sqlite_where=sa.text('closed_at IS NULL'), postgresql_where=sa.text('closed_at IS NULL'))
        batch_op.create_index('ix_meeting_request_recipient', ['recipient_id', 'delivered_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_meeting_request_sender_id'), ['sender_id'], unique=False)
        batch_op.create_index('uq_meeting_request_open_pair', ['sender_id', 'recipient_id'], unique=True, sqlite_where=sa.text('closed_at IS NULL'), postgresql_where=sa.text('closed_at IS NULL'))

    op.create_table('answer_link',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('request_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('purpose', sa.String(), nullable=False),
    sa.Column('fingerprint', sa.String(), nullable=False),
    sa.Column('made_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.Column('ended_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.CheckConstraint("purpose IN ('answer', 'outcome')", name=op.f('ck_answer_link_purpose')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_answer_link_person_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['request_id'], ['meeting_request.id'], name=op.f('fk_answer_link_request_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_answer_link')),
    sa.UniqueConstraint('fingerprint', name=op.f('uq_answer_link_fingerprint'))
    )
    with op.batch_alter_table('answer_link', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_answer_link_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_answer_link_request_id'), ['request_id'], unique=False)

    op.create_table('meeting',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('request_id', sa.Integer(), nullable=False),
    sa.Column('starts_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.Column('starts_wall', sa.DateTime(), nullable=False),
    sa.Column('zone', sa.String(), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('place', sa.String(), nullable=False),
    sa.Column('way', sa.String(), nullable=False),
    sa.Column('uid', sa.String(), nullable=False),
    sa.Column('sequence', sa.Integer(), nullable=False),
    sa.Column('agreed_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.Column('cancelled_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('cancelled_by_id', sa.Integer(), nullable=True),
    sa.Column('cancelled_why', sa.String(), nullable=False),
    sa.Column('reminded_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('asked_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.CheckConstraint("way IN ('in_person', 'call')", name=op.f('ck_meeting_way')),
    sa.CheckConstraint('minutes BETWEEN 10 AND 240', name=op.f('ck_meeting_minutes')),
    sa.ForeignKeyConstraint(['cancelled_by_id'], ['person.id'], name=op.f('fk_meeting_cancelled_by_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['request_id'], ['meeting_request.id'], name=op.f('fk_meeting_request_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_meeting')),
    sa.UniqueConstraint('code', name=op.f('uq_meeting_code')),
    sa.UniqueConstraint('request_id', name=op.f('uq_meeting_request_id')),
    sa.UniqueConstraint('uid', name=op.f('uq_meeting_uid'))
    )
    with op.batch_alter_table('meeting', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_meeting_cancelled_by_id'), ['cancelled_by_id'], unique=False)
        batch_op.create_index('ix_meeting_on_starts', ['starts_at'], unique=False, sqlite_where=sa.text('cancelled_at IS NULL'), postgresql_where=sa.text('cancelled_at IS NULL'))

    op.create_table('scan',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('scanner_id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.String(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=True),
    sa.Column('attendee_id', sa.Integer(), nullable=True),
    sa.Column('how', sa.String(), nullable=False),
    sa.Column('outcome', sa.String(), nullable=False),
    sa.Column('scanned_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.Column('received_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['attendee_id'], ['attendee.id'], name=op.f('fk_scan_attendee_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_scan_event_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['scanner_id'], ['person.id'], name=op.f('fk_scan_scanner_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_scan')),
    sa.UniqueConstraint('scanner_id', 'uuid', name=op.f('uq_scan_scanner_id_uuid'))
    )
    with op.batch_alter_table('scan', schema=None) as batch_op:
        batch_op.create_index('ix_scan_scanner_received', ['scanner_id', 'event_id', 'received_at'], unique=False)

    op.create_table('slot',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('request_id', sa.Integer(), nullable=False),
    sa.Column('proposed_by_id', sa.Integer(), nullable=False),
    sa.Column('starts_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.Column('starts_wall', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['proposed_by_id'], ['person.id'], name=op.f('fk_slot_proposed_by_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['request_id'], ['meeting_request.id'], name=op.f('fk_slot_request_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_slot')),
    sa.UniqueConstraint('code', name=op.f('uq_slot_code')),
    sa.UniqueConstraint('request_id', 'proposed_by_id', 'starts_at', name=op.f('uq_slot_request_id_proposed_by_id_starts_at'))
    )
    with op.batch_alter_table('slot', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_slot_proposed_by_id'), ['proposed_by_id'], unique=False)

    op.create_table('outcome',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('held', sa.Boolean(), nullable=False),
    sa.Column('said_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_outcome_meeting_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_outcome_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outcome')),
    sa.UniqueConstraint('meeting_id', 'person_id', name=op.f('uq_outcome_meeting_id_person_id'))
    )
    with op.batch_alter_table('outcome', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_outcome_person_id'), ['person_id'], unique=False)

    op.create_table('thank_you',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('from_id', sa.Integer(), nullable=False),
    sa.Column('words', sa.String(), nullable=False),
    sa.Column('sent_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['from_id'], ['person.id'], name=op.f('fk_thank_you_from_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_thank_you_meeting_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_thank_you')),
    sa.UniqueConstraint('meeting_id', 'from_id', name=op.f('uq_thank_you_meeting_id_from_id'))
    )
    with op.batch_alter_table('thank_you', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_thank_you_from_id'), ['from_id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('thank_you', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_thank_you_from_id'))

    op.drop_table('thank_you')
    with op.batch_alter_table('outcome', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_outcome_person_id'))

    op.drop_table('outcome')
    with op.batch_alter_table('slot', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_slot_proposed_by_id'))

    op.drop_table('slot')
    with op.batch_alter_table('scan', schema=None) as batch_op:
        batch_op.drop_index('ix_scan_scanner_received')

    op.drop_table('scan')
    with op.batch_alter_table('meeting', schema=None) as batch_op:
        batch_op.drop_index('ix_meeting_on_starts', sqlite_where=sa.text('cancelled_at IS NULL'), postgresql_where=sa.text('cancelled_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_meeting_cancelled_by_id'))

    op.drop_table('meeting')
    with op.batch_alter_table('answer_link', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_answer_link_request_id'))
        batch_op.drop_index(batch_op.f('ix_answer_link_person_id'))

    op.drop_table('answer_link')
    with op.batch_alter_table('meeting_request', schema=None) as batch_op:
        batch_op.drop_index('uq_meeting_request_open_pair', sqlite_where=sa.text('closed_at IS NULL'), postgresql_where=sa.text('closed_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_meeting_request_sender_id'))
        batch_op.drop_index('ix_meeting_request_recipient')
        batch_op.drop_index('ix_meeting_request_open_due', sqlite_where=sa.text('closed_at IS NULL'), postgresql_where=sa.text('closed_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_meeting_request_event_id'))

    op.drop_table('meeting_request')
    with op.batch_alter_table('import_draft', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_import_draft_person_id'))
        batch_op.drop_index('ix_import_draft_event')

    op.drop_table('import_draft')
    with op.batch_alter_table('encounter', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_encounter_second_id'))
        batch_op.drop_index('ix_encounter_pair')

    op.drop_table('encounter')
    with op.batch_alter_table('contact', schema=None) as batch_op:
        batch_op.drop_index('ix_contact_subject')
        batch_op.drop_index('ix_contact_owner_given')
        batch_op.drop_index(batch_op.f('ix_contact_event_id'))

    op.drop_table('contact')
    with op.batch_alter_table('card_request', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_card_request_event_id'))
        batch_op.drop_index('ix_card_request_asked')

    op.drop_table('card_request')
    with op.batch_alter_table('attendee', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_attendee_person_id'))

    op.drop_table('attendee')
    with op.batch_alter_table('rest', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_rest_person_id'))

    op.drop_table('rest')
    with op.batch_alter_table('quiet_time', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_quiet_time_person_id'))

    op.drop_table('quiet_time')
    op.drop_table('photo')
    with op.batch_alter_table('note', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_note_subject_id'))

    op.drop_table('note')
    with op.batch_alter_table('membership', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_membership_person_id'))

    op.drop_table('membership')
    op.drop_table('link')
    with op.batch_alter_table('letter', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_letter_to_person_id'))
        batch_op.drop_index(batch_op.f('ix_letter_from_person_id'))
        batch_op.drop_index('ix_letter_due', sqlite_where=sa.text('sent_at IS NULL AND failed_at IS NULL'), postgresql_where=sa.text('sent_at IS NULL AND failed_at IS NULL'))

    op.drop_table('letter')
    with op.batch_alter_table('event', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_event_organiser_id'))

    op.drop_table('event')
    with op.batch_alter_table('device', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_device_person_id'))

    op.drop_table('device')
    with op.batch_alter_table('block', schema=None) as batch_op:
        batch_op.drop_index('ix_block_blocked')

    op.drop_table('block')
    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.drop_index('uq_person_confirmed_email', sqlite_where=sa.text('email_confirmed_at IS NOT NULL'), postgresql_where=sa.text('email_confirmed_at IS NOT NULL'))
        batch_op.drop_index('ix_person_email')

    op.drop_table('person')
    op.drop_table('organiser')
    with op.batch_alter_table('email_proof', schema=None) as batch_op:
        batch_op.drop_index('ix_email_proof_email')
        batch_op.drop_index(batch_op.f('ix_email_proof_browser'))

    op.drop_table('email_proof')
