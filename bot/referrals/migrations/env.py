"""Alembic's environment: runs the migrations of the referral directory on the connection it is given."""

from alembic import context

from bot.referrals.tables import Base

VERSION_TABLE = "referral_schema"  # other parts of Staysafe may have migrations of their own in this database

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    version_table=VERSION_TABLE,
    include_name=lambda name, kind, _: kind != "table" or str(name).startswith("referral_"),
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
