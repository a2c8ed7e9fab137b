"""the office"""

import sqlalchemy as sa
from alembic import op

import eventnet.db


revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('calendar_feed',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('fingerprint', sa.String(), nullable=False),
    sa.Column('made_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_calendar_feed_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_calendar_feed')),
    sa.UniqueConstraint('fingerprint', name=op.f('uq_calendar_feed_fingerprint'))
    )
    op.create_table('column_mapping',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organiser_id', sa.Integer(), nullable=False),
    sa.Column('header', sa.String(), nullable=False),
    sa.Column('columns', sa.JSON(), nullable=False),
    sa.Column('said_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['organiser_id'], ['organiser.id'], name=op.f('fk_column_mapping_organiser_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_column_mapping')),
    sa.UniqueConstraint('organiser_id', 'header', name=op.f('uq_column_mapping_organiser_id_header'))
    )
    op.create_table('directory_no_thanks',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('other_id', sa.Integer(), nullable=False),
    sa.Column('since_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.CheckConstraint('person_id <> other_id', name=op.f('ck_directory_no_thanks_not_oneself')),
    sa.ForeignKeyConstraint(['other_id'], ['person.id'], name=op.f('fk_directory_no_thanks_other_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_directory_no_thanks_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_directory_no_thanks')),
    sa.UniqueConstraint('person_id', 'other_id', name=op.f('uq_directory_no_thanks_person_id_other_id'))
    )
    with op.batch_alter_table('directory_no_thanks', schema=None) as batch_op:
        batch_op.create_index('ix_directory_no_thanks_other', ['other_id'], unique=False)

    op.create_table('unsubscription',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organiser_id', sa.Integer(), nullable=False),
    sa.Column('address', sa.String(), nullable=False),
    sa.Column('since_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['organiser_id'], ['organiser.id'], name=op.f('fk_unsubscription_organiser_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_unsubscription')),
    sa.UniqueConstraint('organiser_id', 'address', name=op.f('uq_unsubscription_organiser_id_address'))
    )
    op.create_table('audit_act',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('is_by_itself', sa.Boolean(), nullable=False),
    sa.Column('what', sa.String(), nullable=False),
    sa.Column('said', sa.JSON(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('done_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_audit_act_by_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_audit_act_event_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_act')),
    sa.UniqueConstraint('code', name=op.f('uq_audit_act_code'))
    )
    with op.batch_alter_table('audit_act', schema=None) as batch_op:
        batch_op.create_index('ix_audit_act_by', ['by_id', 'event_id', 'id'], unique=False)
        batch_op.create_index('ix_audit_act_event', ['event_id', 'id'], unique=False)

    op.create_table('blocked_address',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('fingerprint', sa.String(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('since_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_blocked_address_by_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_blocked_address_event_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_blocked_address')),
    sa.UniqueConstraint('event_id', 'fingerprint', name=op.f('uq_blocked_address_event_id_fingerprint'))
    )
    with op.batch_alter_table('blocked_address', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_blocked_address_by_id'), ['by_id'], unique=False)

    op.create_table('closing',
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('keep_days', sa.Integer(), nullable=False),
    sa.Column('noticing_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('noticed_number', sa.Integer(), nullable=False),
    sa.Column('noticed_to', sa.Integer(), nullable=False),
    sa.Column('noticed_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('asked_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('asked_by_id', sa.Integer(), nullable=True),
    sa.Column('begun_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('closed_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('erased', sa.Integer(), nullable=False),
    sa.Column('cleared', sa.Integer(), nullable=False),
    sa.Column('report', sa.JSON(none_as_null=True), nullable=True),
    sa.CheckConstraint('keep_days BETWEEN 30 AND 365', name=op.f('ck_closing_keep_days')),
    sa.ForeignKeyConstraint(['asked_by_id'], ['person.id'], name=op.f('fk_closing_asked_by_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_closing_event_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('event_id', name=op.f('pk_closing'))
    )
    with op.batch_alter_table('closing', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_closing_asked_by_id'), ['asked_by_id'], unique=False)

    op.create_table('edition',
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('after_id', sa.Integer(), nullable=True),
    sa.Column('made_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['after_id'], ['event.id'], name=op.f('fk_edition_after_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_edition_event_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('event_id', name=op.f('pk_edition'))
    )
    with op.batch_alter_table('edition', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_edition_after_id'), ['after_id'], unique=False)

    op.create_table('job',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('done', sa.Integer(), nullable=False),
    sa.Column('total', sa.Integer(), nullable=True),
    sa.Column('problems', sa.Integer(), nullable=False),
    sa.Column('said', sa.JSON(), nullable=False),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('created_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.Column('started_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('stepped_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.Column('lease_until', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('finished_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('failed_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.CheckConstraint('done >= 0 AND problems >= 0 AND tries >= 0', name=op.f('ck_job_numbers')),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_job_event_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_job_person_id'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_job')),
    sa.UniqueConstraint('code', name=op.f('uq_job_code'))
    )
    with op.batch_alter_table('job', schema=None) as batch_op:
        batch_op.create_index('ix_job_event', ['event_id', 'id'], unique=False)
        batch_op.create_index('ix_job_open', ['stepped_at'], unique=False, sqlite_where=sa.text('finished_at IS NULL AND failed_at IS NULL'), postgresql_where=sa.text('finished_at IS NULL AND failed_at IS NULL'))
        batch_op.create_index(batch_op.f('ix_job_person_id'), ['person_id'], unique=False)

    op.create_table('message',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('words', sa.JSON(), nullable=False),
    sa.Column('wanted', sa.JSON(), nullable=False),
    sa.Column('reply_to', sa.String(), nullable=False),
    sa.Column('pace', sa.Integer(), nullable=False),
    sa.Column('due_wall', sa.DateTime(), nullable=True),
    sa.Column('due_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('created_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.Column('released_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('started_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('gathered_to', sa.Integer(), nullable=False),
    sa.Column('gathered_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('next_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('finished_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('cancelled_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.CheckConstraint('pace > 0', name=op.f('ck_message_pace')),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_message_by_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_message_event_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_message')),
    sa.UniqueConstraint('code', name=op.f('uq_message_code'))
    )
    with op.batch_alter_table('message', schema=None) as batch_op:
        batch_op.create_index('ix_message_at_work', ['due_at'], unique=False, sqlite_where=sa.text('released_at IS NOT NULL AND finished_at IS NULL AND cancelled_at IS NULL'), postgresql_where=sa.text('released_at IS NOT NULL AND finished_at IS NULL AND cancelled_at IS NULL'))
        batch_op.create_index(batch_op.f('ix_message_by_id'), ['by_id'], unique=False)
        batch_op.create_index('ix_message_event', ['event_id', 'id'], unique=False)

    op.create_table('next_time',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('said_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_next_time_event_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_next_time_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_next_time')),
    sa.UniqueConstraint('event_id', 'person_id', name=op.f('uq_next_time_event_id_person_id'))
    )
    with op.batch_alter_table('next_time', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_next_time_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_next_time_said_at'), ['said_at'], unique=False)

    op.create_table('pretix_source',
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('server', sa.String(), nullable=False),
    sa.Column('organiser', sa.String(), nullable=False),
    sa.Column('event_there', sa.String(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('hook', sa.String(), nullable=True),
    sa.Column('connected_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.Column('wanted_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('asked_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('waits_until', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('misses', sa.Integer(), nullable=False),
    sa.Column('problem', sa.String(), nullable=False),
    sa.Column('pulled_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('since', sa.String(), nullable=False),
    sa.Column('underway', sa.JSON(), nullable=False),
    sa.Column('numbers', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_pretix_source_event_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_pretix_source_person_id'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('event_id', name=op.f('pk_pretix_source')),
    sa.UniqueConstraint('hook', name=op.f('uq_pretix_source_hook'))
    )
    with op.batch_alter_table('pretix_source', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_pretix_source_person_id'), ['person_id'], unique=False)

    op.create_table('question',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('label', sa.JSON(), nullable=False),
    sa.Column('choices', sa.JSON(), nullable=False),
    sa.Column('is_required', sa.Boolean(), nullable=False),
    sa.Column('on_badge', sa.Boolean(), nullable=False),
    sa.Column('in_directory', sa.Boolean(), nullable=False),
    sa.Column('in_export', sa.Boolean(), nullable=False),
    sa.Column('preset', sa.String(), nullable=True),
    sa.Column('created_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.CheckConstraint("kind IN ('text', 'one', 'many')", name=op.f('ck_question_kind')),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_question_event_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question')),
    sa.UniqueConstraint('code', name=op.f('uq_question_code'))
    )
    with op.batch_alter_table('question', schema=None) as batch_op:
        batch_op.create_index('ix_question_event_position', ['event_id', 'position'], unique=False)

    op.create_table('removal',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('external_id', sa.String(), nullable=True),
    sa.Column('listed_name', sa.String(), nullable=True),
    sa.Column('listed_email', sa.String(), nullable=True),
    sa.Column('listed_organisation', sa.String(), nullable=True),
    sa.Column('claimed_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('folded', sa.String(), nullable=False),
    sa.Column('kept', sa.LargeBinary(), nullable=False),
    sa.Column('removed_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.Column('removed_by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_removal_event_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_removal_person_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['removed_by_id'], ['person.id'], name=op.f('fk_removal_removed_by_id'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_removal')),
    sa.UniqueConstraint('code', name=op.f('uq_removal_code')),
    sa.UniqueConstraint('event_id', 'person_id', name=op.f('uq_removal_event_id_person_id'))
    )
    with op.batch_alter_table('removal', schema=None) as batch_op:
        batch_op.create_index('ix_removal_event_folded', ['event_id', 'folded', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_removal_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_removal_removed_at'), ['removed_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_removal_removed_by_id'), ['removed_by_id'], unique=False)

    op.create_table('report',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('reporter_id', sa.Integer(), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('words', sa.String(), nullable=False),
    sa.Column('made_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.Column('handled_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('handled_by_id', sa.Integer(), nullable=True),
    sa.Column('outcome', sa.String(), nullable=True),
    sa.CheckConstraint("outcome IN ('paused', 'dismissed')", name=op.f('ck_report_outcome')),
    sa.CheckConstraint('reporter_id <> subject_id', name=op.f('ck_report_not_oneself')),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_report_event_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['handled_by_id'], ['person.id'], name=op.f('fk_report_handled_by_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['reporter_id'], ['person.id'], name=op.f('fk_report_reporter_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['subject_id'], ['person.id'], name=op.f('fk_report_subject_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_report')),
    sa.UniqueConstraint('code', name=op.f('uq_report_code'))
    )
    with op.batch_alter_table('report', schema=None) as batch_op:
        batch_op.create_index('ix_report_event', ['event_id', 'handled_at', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_report_handled_by_id'), ['handled_by_id'], unique=False)
        batch_op.create_index('ix_report_reporter', ['reporter_id', 'made_at'], unique=False)
        batch_op.create_index('ix_report_subject', ['subject_id', 'event_id'], unique=False)

    op.create_table('team_invitation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('organiser_id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('email', sa.String(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('fingerprint', sa.String(), nullable=False),
    sa.Column('letters', sa.Integer(), nullable=False),
    sa.Column('sent_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.Column('created_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.CheckConstraint("role IN ('owner', 'staff', 'helper')", name=op.f('ck_team_invitation_role')),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_team_invitation_by_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_team_invitation_event_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organiser_id'], ['organiser.id'], name=op.f('fk_team_invitation_organiser_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_team_invitation')),
    sa.UniqueConstraint('code', name=op.f('uq_team_invitation_code')),
    sa.UniqueConstraint('fingerprint', name=op.f('uq_team_invitation_fingerprint')),
    sa.UniqueConstraint('organiser_id', 'email', name=op.f('uq_team_invitation_organiser_id_email'))
    )
    with op.batch_alter_table('team_invitation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_team_invitation_by_id'), ['by_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_team_invitation_event_id'), ['event_id'], unique=False)

    op.create_table('audit_line',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('act_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['act_id'], ['audit_act.id'], name=op.f('fk_audit_line_act_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_audit_line_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_line')),
    sa.UniqueConstraint('act_id', 'person_id', name=op.f('uq_audit_line_act_id_person_id'))
    )
    with op.batch_alter_table('audit_line', schema=None) as batch_op:
        batch_op.create_index('ix_audit_line_person', ['person_id', 'act_id'], unique=False)

    op.create_table('badge_file',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('job_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('first', sa.Integer(), nullable=False),
    sa.Column('last', sa.Integer(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('made_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['job_id'], ['job.id'], name=op.f('fk_badge_file_job_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_badge_file')),
    sa.UniqueConstraint('job_id', 'number', name=op.f('uq_badge_file_job_id_number'))
    )
    with op.batch_alter_table('badge_file', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_badge_file_made_at'), ['made_at'], unique=False)

    op.create_table('directory_entry',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('attendee_id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('consent_text', sa.String(), nullable=True),
    sa.Column('listed_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('declined_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('sorted_by', sa.String(), nullable=False),
    sa.Column('folded', sa.String(), nullable=False),
    sa.Column('folded_offers', sa.String(), nullable=False),
    sa.Column('folded_needs', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['attendee_id'], ['attendee.id'], name=op.f('fk_directory_entry_attendee_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_directory_entry_event_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_directory_entry')),
    sa.UniqueConstraint('attendee_id', name=op.f('uq_directory_entry_attendee_id')),
    sa.UniqueConstraint('code', name=op.f('uq_directory_entry_code'))
    )
    with op.batch_alter_table('directory_entry', schema=None) as batch_op:
        batch_op.create_index('ix_directory_entry_event_sorted', ['event_id', 'sorted_by', 'id'], unique=False)

    op.create_table('former_entry',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('attendee_id', sa.Integer(), nullable=False),
    sa.Column('badge', sa.String(), nullable=False),
    sa.Column('handle', sa.String(), nullable=False),
    sa.Column('external_id', sa.String(), nullable=True),
    sa.Column('listed_name', sa.String(), nullable=True),
    sa.Column('listed_email', sa.String(), nullable=True),
    sa.Column('listed_organisation', sa.String(), nullable=True),
    sa.Column('merged_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['attendee_id'], ['attendee.id'], name=op.f('fk_former_entry_attendee_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_former_entry')),
    sa.UniqueConstraint('badge', name=op.f('uq_former_entry_badge'))
    )
    with op.batch_alter_table('former_entry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_former_entry_attendee_id'), ['attendee_id'], unique=False)

    op.create_table('import_record',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('filename', sa.String(), nullable=False),
    sa.Column('counts', sa.JSON(), nullable=False),
    sa.Column('applied', sa.Integer(), nullable=False),
    sa.Column('undone', sa.Integer(), nullable=False),
    sa.Column('problems', sa.Integer(), nullable=False),
    sa.Column('kept', sa.Integer(), nullable=False),
    sa.Column('act_id', sa.Integer(), nullable=True),
    sa.Column('undo_act_id', sa.Integer(), nullable=True),
    sa.Column('created_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.Column('begun_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('finished_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('undo_begun_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('undone_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['act_id'], ['audit_act.id'], name=op.f('fk_import_record_act_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_import_record_event_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_import_record_person_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['undo_act_id'], ['audit_act.id'], name=op.f('fk_import_record_undo_act_id'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_import_record')),
    sa.UniqueConstraint('code', name=op.f('uq_import_record_code'))
    )
    with op.batch_alter_table('import_record', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_import_record_act_id'), ['act_id'], unique=False)
        batch_op.create_index('ix_import_record_event', ['event_id', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_import_record_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_import_record_undo_act_id'), ['undo_act_id'], unique=False)

    op.create_table('message_recipient',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('message_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('letter_id', sa.Integer(), nullable=True),
    sa.Column('written_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.Column('left_out', sa.String(), nullable=True),
    sa.ForeignKeyConstraint(['letter_id'], ['letter.id'], name=op.f('fk_message_recipient_letter_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['message_id'], ['message.id'], name=op.f('fk_message_recipient_message_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_message_recipient_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_message_recipient')),
    sa.UniqueConstraint('message_id', 'person_id', name=op.f('uq_message_recipient_message_id_person_id'))
    )
    with op.batch_alter_table('message_recipient', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_message_recipient_letter_id'), ['letter_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_message_recipient_person_id'), ['person_id'], unique=False)
        batch_op.create_index('ix_message_recipient_unwritten', ['message_id', 'id'], unique=False, sqlite_where=sa.text('written_at IS NULL'), postgresql_where=sa.text('written_at IS NULL'))

    op.create_table('pretix_absence',
    sa.Column('attendee_id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('since_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['attendee_id'], ['attendee.id'], name=op.f('fk_pretix_absence_attendee_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_pretix_absence_event_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('attendee_id', name=op.f('pk_pretix_absence'))
    )
    with op.batch_alter_table('pretix_absence', schema=None) as batch_op:
        batch_op.create_index('ix_pretix_absence_event', ['event_id', 'attendee_id'], unique=False)

    op.create_table('question_answer',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('attendee_id', sa.Integer(), nullable=False),
    sa.Column('question_id', sa.Integer(), nullable=False),
    sa.Column('value', sa.JSON(), nullable=False),
    sa.Column('on_badge', sa.Boolean(), nullable=False),
    sa.Column('in_directory', sa.Boolean(), nullable=False),
    sa.Column('in_export', sa.Boolean(), nullable=False),
    sa.Column('said_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['attendee_id'], ['attendee.id'], name=op.f('fk_question_answer_attendee_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['question_id'], ['question.id'], name=op.f('fk_question_answer_question_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question_answer')),
    sa.UniqueConstraint('attendee_id', 'question_id', name=op.f('uq_question_answer_attendee_id_question_id'))
    )
    with op.batch_alter_table('question_answer', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_question_answer_question_id'), ['question_id'], unique=False)

    op.create_table('directory_stem',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('entry_id', sa.Integer(), nullable=False),
    sa.Column('side', sa.String(), nullable=False),
    sa.Column('line', sa.Integer(), nullable=False),
    sa.Column('stem', sa.String(), nullable=False),
    sa.Column('head', sa.String(), nullable=False),
    sa.Column('tail', sa.String(), nullable=False),
    sa.CheckConstraint("side IN ('offer', 'need')", name=op.f('ck_directory_stem_side')),
    sa.ForeignKeyConstraint(['entry_id'], ['directory_entry.id'], name=op.f('fk_directory_stem_entry_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_directory_stem_event_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_directory_stem'))
    )
    with op.batch_alter_table('directory_stem', schema=None) as batch_op:
        batch_op.create_index('ix_directory_stem_entry', ['entry_id'], unique=False)
        batch_op.create_index('ix_directory_stem_head', ['event_id', 'side', 'head', 'stem', 'entry_id', 'line'], unique=False)
        batch_op.create_index('ix_directory_stem_tail', ['event_id', 'side', 'tail', 'stem', 'entry_id', 'line'], unique=False)

    op.create_table('import_piece',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('record_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['record_id'], ['import_record.id'], name=op.f('fk_import_piece_record_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_import_piece')),
    sa.UniqueConstraint('record_id', 'number', name=op.f('uq_import_piece_record_id_number'))
    )
    with op.batch_alter_table('attendee', schema=None) as batch_op:
        batch_op.add_column(sa.Column('paused_at', eventnet.db.Moment(timezone=True), nullable=True))

    with op.batch_alter_table('event', schema=None) as batch_op:
        batch_op.add_column(sa.Column('badge_default', sa.String(), server_default='ask', nullable=False))
        batch_op.add_column(sa.Column('directory', sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column('purged_at', eventnet.db.Moment(timezone=True), nullable=True))

    with op.batch_alter_table('import_draft', schema=None) as batch_op:
        batch_op.add_column(sa.Column('remarks', sa.JSON(), server_default='[]', nullable=False))
        batch_op.add_column(sa.Column('columns', sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column('lines', sa.Integer(), server_default='0', nullable=False))

    with op.batch_alter_table('letter', schema=None) as batch_op:
        batch_op.add_column(sa.Column('list_id', sa.String(), nullable=True))
        batch_op.add_column(sa.Column('unsubscribe', sa.String(), nullable=True))

    with op.batch_alter_table('meeting', schema=None) as batch_op:
        batch_op.add_column(sa.Column('proven_at', eventnet.db.Moment(timezone=True), nullable=True))

    with op.batch_alter_table('scan', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_scan_attendee_id'), ['attendee_id'], unique=False)
        batch_op.create_index('ix_scan_odd', ['received_at'], unique=False, sqlite_where=sa.text("(outcome IN ('unknown', 'invited-only') OR scanned_at > received_at)"), postgresql_where=sa.text("(outcome IN ('unknown', 'invited-only') OR scanned_at > received_at)"))



def downgrade() -> None:
    with op.batch_alter_table('scan', schema=None) as batch_op:
        batch_op.drop_index('ix_scan_odd', sqlite_where=sa.text("(outcome IN ('unknown', 'invited-only') OR scanned_at > received_at)"), postgresql_where=sa.text("(outcome IN ('unknown', 'invited-only') OR scanned_at > received_at)"))
        batch_op.drop_index(batch_op.f('ix_scan_attendee_id'))

    with op.batch_alter_table('meeting', schema=None) as batch_op:
        batch_op.drop_column('proven_at')

    with op.batch_alter_table('letter', schema=None) as batch_op:
        batch_op.drop_column('unsubscribe')
        batch_op.drop_column('list_id')

    with op.batch_alter_table('import_draft', schema=None) as batch_op:
        batch_op.drop_column('lines')
        batch_op.drop_column('columns')
        batch_op.drop_column('remarks')

    with op.batch_alter_table('event', schema=None) as batch_op:
        batch_op.drop_column('purged_at')
        batch_op.drop_column('directory')
        batch_op.drop_column('badge_default')

    with op.batch_alter_table('attendee', schema=None) as batch_op:
        batch_op.drop_column('paused_at')

    op.drop_table('import_piece')
    with op.batch_alter_table('directory_stem', schema=None) as batch_op:
        batch_op.drop_index('ix_directory_stem_tail')
        batch_op.drop_index('ix_directory_stem_head')
        batch_op.drop_index('ix_directory_stem_entry')

    op.drop_table('directory_stem')
    with op.batch_alter_table('question_answer', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_question_answer_question_id'))

    op.drop_table('question_answer')
    with op.batch_alter_table('pretix_absence', schema=None) as batch_op:
        batch_op.drop_index('ix_pretix_absence_event')

    op.drop_table('pretix_absence')
    with op.batch_alter_table('message_recipient', schema=None) as batch_op:
        batch_op.drop_index('ix_message_recipient_unwritten', sqlite_where=sa.text('written_at IS NULL'), postgresql_where=sa.text('written_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_message_recipient_person_id'))
        batch_op.drop_index(batch_op.f('ix_message_recipient_letter_id'))

    op.drop_table('message_recipient')
    with op.batch_alter_table('import_record', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_import_record_undo_act_id'))
        batch_op.drop_index(batch_op.f('ix_import_record_person_id'))
        batch_op.drop_index('ix_import_record_event')
        batch_op.drop_index(batch_op.f('ix_import_record_act_id'))

    op.drop_table('import_record')
    with op.batch_alter_table('former_entry', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_former_entry_attendee_id'))

    op.drop_table('former_entry')
    with op.batch_alter_table('directory_entry', schema=None) as batch_op:
        batch_op.drop_index('ix_directory_entry_event_sorted')

    op.drop_table('directory_entry')
    with op.batch_alter_table('badge_file', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_badge_file_made_at'))

    op.drop_table('badge_file')
    with op.batch_alter_table('audit_line', schema=None) as batch_op:
        batch_op.drop_index('ix_audit_line_person')

    op.drop_table('audit_line')
    with op.batch_alter_table('team_invitation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_team_invitation_event_id'))
        batch_op.drop_index(batch_op.f('ix_team_invitation_by_id'))

    op.drop_table('team_invitation')
    with op.batch_alter_table('report', schema=None) as batch_op:
        batch_op.drop_index('ix_report_subject')
        batch_op.drop_index('ix_report_reporter')
        batch_op.drop_index(batch_op.f('ix_report_handled_by_id'))
        batch_op.drop_index('ix_report_event')

    op.drop_table('report')
    with op.batch_alter_table('removal', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_removal_removed_by_id'))
        batch_op.drop_index(batch_op.f('ix_removal_removed_at'))
        batch_op.drop_index(batch_op.f('ix_removal_person_id'))
        batch_op.drop_index('ix_removal_event_folded')

    op.drop_table('removal')
    with op.batch_alter_table('question', schema=None) as batch_op:
        batch_op.drop_index('ix_question_event_position')

    op.drop_table('question')
    with op.batch_alter_table('pretix_source', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_pretix_source_person_id'))

    op.drop_table('pretix_source')
    with op.batch_alter_table('next_time', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_next_time_said_at'))
        batch_op.drop_index(batch_op.f('ix_next_time_person_id'))

    op.drop_table('next_time')
    with op.batch_alter_table('message', schema=None) as batch_op:
        batch_op.drop_index('ix_message_event')
        batch_op.drop_index(batch_op.f('ix_message_by_id'))
        batch_op.drop_index('ix_message_at_work', sqlite_where=sa.text('released_at IS NOT NULL AND finished_at IS NULL AND cancelled_at IS NULL'), postgresql_where=sa.text('released_at IS NOT NULL AND finished_at IS NULL AND cancelled_at IS NULL'))

    op.drop_table('message')
    with op.batch_alter_table('job', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_job_person_id'))
        batch_op.drop_index('ix_job_open', sqlite_where=sa.text('finished_at IS NULL AND failed_at IS NULL'), postgresql_where=sa.text('finished_at IS NULL AND failed_at IS NULL'))
        batch_op.drop_index('ix_job_event')

    op.drop_table('job')
    with op.batch_alter_table('edition', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_edition_after_id'))

    op.drop_table('edition')
    with op.batch_alter_table('closing', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_closing_asked_by_id'))

    op.drop_table('closing')
    with op.batch_alter_table('blocked_address', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_blocked_address_by_id'))

    op.drop_table('blocked_address')
    with op.batch_alter_table('audit_act', schema=None) as batch_op:
        batch_op.drop_index('ix_audit_act_event')
        batch_op.drop_index('ix_audit_act_by')

    op.drop_table('audit_act')
    op.drop_table('unsubscription')
    with op.batch_alter_table('directory_no_thanks', schema=None) as batch_op:
        batch_op.drop_index('ix_directory_no_thanks_other')

    op.drop_table('directory_no_thanks')
    op.drop_table('column_mapping')
    op.drop_table('calendar_feed')
