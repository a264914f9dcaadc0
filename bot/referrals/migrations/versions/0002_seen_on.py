"""The day on which a list by others named a service, beside that on which the service confirmed itself"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("referral_service", sa.Column("seen_on", sa.String(length=10), nullable=True))
    op.add_column("referral_source", sa.Column("seen", sa.String(length=10), nullable=True))


def downgrade() -> None:
    op.drop_column("referral_source", "seen")
    op.drop_column("referral_service", "seen_on")
