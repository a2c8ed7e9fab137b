"""how often a photo was tried"""

import sqlalchemy as sa
from alembic import op

import eventnet.db

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("photo_tries", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("photo_tries_since", eventnet.db.Moment(timezone=True), nullable=True))
