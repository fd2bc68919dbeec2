# pirtrack as an image: `docker build -t pirtrack .`; docs/operations.md tells how it is run.
FROM python:3.13-slim AS build
COPY pyproject.toml README.md LICENSE /src/
COPY requirements /src/requirements
COPY tracker /src/tracker
COPY sync /src/sync
COPY reports /src/reports
RUN python -m venv /opt/pirtrack \
    && /opt/pirtrack/bin/pip install --no-cache-dir --constraint /src/requirements/dev.txt "/src[metrics,notify,postgres]" \
    && /opt/pirtrack/bin/pip uninstall --yes pip

FROM python:3.13-slim
COPY --from=build /opt/pirtrack /opt/pirtrack
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /var/lib/pirtrack --shell /usr/sbin/nologin pirtrack \
    && install --directory --owner=pirtrack --group=pirtrack --mode=0700 /var/lib/pirtrack
ENV PATH=/opt/pirtrack/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1
# By number, so that a cluster sees that it is not root.
USER 10001:10001
# The root file system may be read-only: a SQLite store, its copies and temporary files go here.
WORKDIR /var/lib/pirtrack
VOLUME /var/lib/pirtrack
HEALTHCHECK --interval=1m --timeout=10s --start-period=5m \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8765/healthz', timeout=8)"]
ENTRYPOINT ["pirtrack"]
CMD ["--config", "/etc/pirtrack/pirtrack.toml", "run", "--log-format", "json", "--http", "8765"]
