"""the follow up"""

import sqlalchemy as sa
from alembic import op

import eventnet.db


revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
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
    with op.batch_alter_table('meeting_request', schema=None) as batch_op:
        batch_op.add_column(sa.Column('countered_at', eventnet.db.Moment(timezone=True), nullable=True))

    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.add_column(sa.Column('zone', sa.String(), nullable=True))
        batch_op.add_column(sa.Column('zone_chosen_at', eventnet.db.Moment(timezone=True), nullable=True))



def downgrade() -> None:
    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.drop_column('zone_chosen_at')
        batch_op.drop_column('zone')

    with op.batch_alter_table('meeting_request', schema=None) as batch_op:
        batch_op.drop_column('countered_at')

    op.drop_table('wishes')
    with op.batch_alter_table('touch', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_touch_subject_id'))
        batch_op.drop_index('ix_touch_pair')

    op.drop_table('touch')
