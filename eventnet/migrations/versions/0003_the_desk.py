"""the desk"""

import sqlalchemy as sa
from alembic import op

import eventnet.db


revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def checks() -> tuple[sa.CheckConstraint, ...]:
    """SQLite's table of attendees is made anew, and what it checks is not read back from it."""
    role = "role IN ('attendee', 'exhibitor', 'speaker', 'mentor', 'crew')"
    return (
        sa.CheckConstraint(role, name=op.f('ck_attendee_role')),
        sa.CheckConstraint("sharing IN ('ask', 'open', 'closed')", name=op.f('ck_attendee_sharing')),
    )


def upgrade() -> None:
    op.create_table('badge_design',
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('sheet', sa.String(), nullable=False),
    sa.Column('own', sa.JSON(), nullable=False),
    sa.Column('ordered_by', sa.String(), nullable=False),
    sa.Column('colour', sa.String(), nullable=False),
    sa.Column('back', sa.Boolean(), nullable=False),
    sa.Column('back_right', sa.Double(), nullable=False),
    sa.Column('back_down', sa.Double(), nullable=False),
    sa.Column('marks', sa.Boolean(), nullable=False),
    sa.Column('programme', sa.String(), nullable=False),
    sa.Column('changed_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_badge_design_event_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('event_id', name=op.f('pk_badge_design'))
    )
    op.create_table('badge_print',
    sa.Column('attendee_id', sa.Integer(), nullable=False),
    sa.Column('badge', sa.String(), nullable=False),
    sa.Column('printed_at', eventnet.db.Moment(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['attendee_id'], ['attendee.id'], name=op.f('fk_badge_print_attendee_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('attendee_id', name=op.f('pk_badge_print'))
    )
    with op.batch_alter_table('attendee', schema=None, table_args=checks()) as batch_op:
        batch_op.add_column(sa.Column('folded', sa.String(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('arrived_at', eventnet.db.Moment(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('arrived_by_id', sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f('ix_attendee_arrived_by_id'), ['arrived_by_id'], unique=False)
        batch_op.create_index('ix_attendee_event_arrived', ['event_id', 'arrived_at'], unique=False)
        batch_op.create_index('ix_attendee_event_folded', ['event_id', 'folded', 'id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_attendee_arrived_by_id'), 'person', ['arrived_by_id'], ['id'], ondelete='SET NULL')


def downgrade() -> None:
    with op.batch_alter_table('attendee', schema=None, table_args=checks()) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_attendee_arrived_by_id'), type_='foreignkey')
        batch_op.drop_index('ix_attendee_event_folded')
        batch_op.drop_index('ix_attendee_event_arrived')
        batch_op.drop_index(batch_op.f('ix_attendee_arrived_by_id'))
        batch_op.drop_column('arrived_by_id')
        batch_op.drop_column('arrived_at')
        batch_op.drop_column('folded')

    op.drop_table('badge_print')
    op.drop_table('badge_design')
