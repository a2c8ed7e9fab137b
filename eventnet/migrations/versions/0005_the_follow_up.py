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



def downgrade() -> None:
    with op.batch_alter_table('touch', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_touch_subject_id'))
        batch_op.drop_index('ix_touch_pair')

    op.drop_table('touch')
