"""the desk"""

import sqlalchemy as sa
from alembic import op

import eventnet.db


revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('attendee', schema=None) as batch_op:
        batch_op.add_column(sa.Column('folded', sa.String(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('arrived_at', eventnet.db.Moment(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('arrived_by_id', sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f('ix_attendee_arrived_by_id'), ['arrived_by_id'], unique=False)
        batch_op.create_index('ix_attendee_event_arrived', ['event_id', 'arrived_at'], unique=False)
        batch_op.create_index('ix_attendee_event_folded', ['event_id', 'folded', 'id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_attendee_arrived_by_id'), 'person', ['arrived_by_id'], ['id'], ondelete='SET NULL')



def downgrade() -> None:
    with op.batch_alter_table('attendee', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_attendee_arrived_by_id'), type_='foreignkey')
        batch_op.drop_index('ix_attendee_event_folded')
        batch_op.drop_index('ix_attendee_event_arrived')
        batch_op.drop_index(batch_op.f('ix_attendee_arrived_by_id'))
        batch_op.drop_column('arrived_by_id')
        batch_op.drop_column('arrived_at')
        batch_op.drop_column('folded')

