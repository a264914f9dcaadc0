# One image for the bot and the action server. Built in two stages: the second holds no build tools and no cache.
ARG PYTHON_IMAGE=python:3.11-slim-bookworm

FROM ${PYTHON_IMAGE} AS build
WORKDIR /app
COPY requirements.lock ./
RUN python3 -m venv /opt/venv \
 && /opt/venv/bin/pip install --quiet --no-cache-dir --no-deps --no-compile --only-binary :all: --ignore-requires-python \
      --disable-pip-version-check --require-hashes -r requirements.lock
COPY . .
# The model is made of the data in the image, so a container starts in seconds and needs no write access.
RUN STAYSAFE_VAR=/opt/var DATABASE_URL= /opt/venv/bin/python -m bot.cli train

FROM ${PYTHON_IMAGE}
RUN useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin staysafe
ENV PATH=/opt/venv/bin:$PATH LANG=C.UTF-8 PYTHONUNBUFFERED=1 MPLCONFIGDIR=/tmp \
    STAYSAFE_VAR=/opt/var HOST=0.0.0.0 PORT=8080
COPY --from=build /opt/venv /opt/venv
COPY --from=build --chown=10001:10001 /opt/var /opt/var
COPY --from=build /app /app
WORKDIR /app
USER 10001
EXPOSE 8080
CMD ["python", "-m", "bot.cli", "serve"]
