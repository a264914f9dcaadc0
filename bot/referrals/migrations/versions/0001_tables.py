"""The referral directory: countries, services, routes, sources, checks"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "referral_country",
        sa.Column("code", sa.String(length=2), nullable=False),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_referral_country")),
    )
    op.create_table(
        "referral_state",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_referral_state_only_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_state")),
    )
    op.create_table(
        "referral_service",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("area", sa.Text(), nullable=True),
        sa.Column("audience", sa.Text(), nullable=True),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("pair", sa.String(length=80), nullable=True),
        sa.Column("not_offered", sa.Text(), nullable=True),
        sa.Column("free", sa.Boolean(), nullable=True),
        sa.Column("anonymous", sa.Boolean(), nullable=True),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("ages", sa.JSON(), nullable=True),
        sa.Column("note", sa.JSON(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("checked_on", sa.String(length=10), nullable=True),
        sa.Column("confidence", sa.String(length=8), nullable=False),
        sa.Column("unconfirmed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["country"],
            ["referral_country.code"],
            name=op.f("fk_referral_service_country_referral_country"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_service")),
    )
    op.create_index(op.f("ix_referral_service_country"), "referral_service", ["country"])

    op.create_table(
        "referral_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.String(length=80), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("on", sa.String(length=10), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"],
            ["referral_service.id"],
            name=op.f("fk_referral_check_service_id_referral_service"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_check")),
        sa.UniqueConstraint("service_id", "by", "on", name=op.f("uq_referral_check_service_id_by_on")),
    )
    op.create_index(op.f("ix_referral_check_service_id"), "referral_check", ["service_id"])

    op.create_table(
        "referral_route",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(length=16), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=True),
        sa.Column("purpose", sa.String(length=32), nullable=True),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("hours", sa.JSON(), nullable=True),
        sa.Column("unconfirmed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"],
            ["referral_service.id"],
            name=op.f("fk_referral_route_service_id_referral_service"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_route")),
    )
    op.create_index(op.f("ix_referral_route_service_id"), "referral_route", ["service_id"])

    op.create_table(
        "referral_source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("list_name", sa.Text(), nullable=True),
        sa.Column("says", sa.Text(), nullable=False),
        sa.Column("date", sa.String(length=10), nullable=True),
        sa.Column("via", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["service_id"],
            ["referral_service.id"],
            name=op.f("fk_referral_source_service_id_referral_service"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_source")),
    )
    op.create_index(op.f("ix_referral_source_service_id"), "referral_source", ["service_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_referral_source_service_id"), "referral_source")
    op.drop_table("referral_source")
    op.drop_index(op.f("ix_referral_route_service_id"), "referral_route")
    op.drop_table("referral_route")
    op.drop_index(op.f("ix_referral_check_service_id"), "referral_check")
    op.drop_table("referral_check")
    op.drop_index(op.f("ix_referral_service_country"), "referral_service")
    op.drop_table("referral_service")
    op.drop_table("referral_state")
    op.drop_table("referral_country")
