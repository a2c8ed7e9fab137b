"""phones without a network"""

import sqlalchemy as sa
from alembic import op

import eventnet.db


revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table('former_code',
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('since_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_former_code_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('code', name=op.f('pk_former_code'))
    )
    with op.batch_alter_table('former_code', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_former_code_person_id'), ['person_id'], unique=False)

    op.create_table('promise',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('owner_id', sa.Integer(), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('direction', sa.String(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('scan_uuid', sa.String(), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('made_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.Column('kept_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.CheckConstraint("direction IN ('mine', 'theirs')", name=op.f('ck_promise_direction')),
    sa.ForeignKeyConstraint(['owner_id'], ['person.id'], name=op.f('fk_promise_owner_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['subject_id'], ['person.id'], name=op.f('fk_promise_subject_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_promise')),
    sa.UniqueConstraint('code', name=op.f('uq_promise_code')),
    sa.UniqueConstraint('owner_id', 'scan_uuid', 'direction', name=op.f('uq_promise_owner_id_scan_uuid_direction'))
    )
    with op.batch_alter_table('promise', schema=None) as batch_op:
        batch_op.create_index('ix_promise_owner', ['owner_id', 'subject_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_promise_subject_id'), ['subject_id'], unique=False)

    op.create_table('signing_key',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('public', sa.LargeBinary(), nullable=False),
    sa.Column('made_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.Column('retired_at', eventnet.db.Moment(timezone=True), nullable=True),
    sa.CheckConstraint('number BETWEEN 1 AND 65535', name=op.f('ck_signing_key_number')),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_signing_key_event_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_signing_key')),
    sa.UniqueConstraint('event_id', 'number', name=op.f('uq_signing_key_event_id_number'))
    )
    op.create_table('ticket',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('attendee_id', sa.Integer(), nullable=False),
    sa.Column('fingerprint', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['attendee_id'], ['attendee.id'], name=op.f('fk_ticket_attendee_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_ticket_event_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ticket')),
    sa.UniqueConstraint('event_id', 'fingerprint', name=op.f('uq_ticket_event_id_fingerprint'))
    )
    with op.batch_alter_table('ticket', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_ticket_attendee_id'), ['attendee_id'], unique=False)

    with op.batch_alter_table('contact', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contact_subject'))
        batch_op.create_index('ix_contact_subject_given', ['subject_id', 'given_at'], unique=False)

    with op.batch_alter_table('encounter', schema=None) as batch_op:
        batch_op.add_column(sa.Column('turn', sa.Integer(), server_default='1', nullable=False))

    with op.batch_alter_table('scan', schema=None) as batch_op:
        batch_op.add_column(sa.Column('noted', sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column('noted_at', eventnet.db.Moment(timezone=True), nullable=True))




def downgrade() -> None:

    with op.batch_alter_table('scan', schema=None) as batch_op:
        batch_op.drop_column('noted_at')
        batch_op.drop_column('noted')

    with op.batch_alter_table('encounter', schema=None) as batch_op:
        batch_op.drop_column('turn')

    with op.batch_alter_table('contact', schema=None) as batch_op:
        batch_op.drop_index('ix_contact_subject_given')
        batch_op.create_index(batch_op.f('ix_contact_subject'), ['subject_id'], unique=False)

    with op.batch_alter_table('ticket', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_ticket_attendee_id'))

    op.drop_table('ticket')
    op.drop_table('signing_key')
    with op.batch_alter_table('promise', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_promise_subject_id'))
        batch_op.drop_index('ix_promise_owner')

    op.drop_table('promise')
    with op.batch_alter_table('former_code', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_former_code_person_id'))

    op.drop_table('former_code')

