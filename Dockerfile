# The dashboard in a container, set up as on any machine:
#   docker build -t overdose-dashboard .
#   docker run -p 8050:8050 --read-only -v "$PWD/data:/data:ro" overdose-dashboard --base-url https://example.org
FROM python:3.13-slim AS setup
RUN apt-get update && apt-get install --yes --no-install-recommends make && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY Makefile pyproject.toml requirements.lock requirements-node.lock package.json package-lock.json ./
COPY etl etl
COPY dashboard dashboard
RUN make setup

FROM python:3.13-slim
RUN useradd --system --no-create-home overdose
WORKDIR /app
COPY --from=setup /app/.venv .venv
COPY --from=setup /app/etl etl
COPY --from=setup /app/dashboard dashboard
COPY data /data
# Nothing is written while it serves: the folder of the data is read, and watched for what is new.
ENV PYTHONDONTWRITEBYTECODE=1
USER overdose
EXPOSE 8050
VOLUME /data
HEALTHCHECK CMD ["/app/.venv/bin/python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8050/healthz', timeout=5)"]
ENTRYPOINT ["/app/.venv/bin/python", "-m", "dashboard", "serve", "--host", "0.0.0.0", "--data", "/data"]
