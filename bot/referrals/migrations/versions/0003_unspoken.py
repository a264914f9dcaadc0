"""Ways to reach the emergency services without speaking"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("referral_service", sa.Column("unspoken", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    op.drop_column("referral_service", "unspoken")
