# One image for every process of fly.toml; which one runs is the command's choice.

FROM denoland/deno:bin-2.9.6 AS deno

FROM debian:trixie-slim AS build
COPY --from=deno /deno /usr/local/bin/deno
ENV DENO_DIR=/deno
WORKDIR /app
# The dependencies change seldom: they are a layer of their own.
COPY deno.json deno.lock ./
RUN deno install --frozen
COPY . .
RUN deno task build \
  && deno cache --frozen \
    api/main.ts edge/main.ts edge/render_picture.ts edge/syncer.ts edge/replication_worker.ts \
    db/migrate_main.ts db/seed_main.ts db/catalog/reading/remote.ts \
    tasks/api.ts tasks/edge.ts tasks/migrate.ts tasks/seed.ts

FROM debian:trixie-slim
RUN apt-get update \
  && apt-get install --yes --no-install-recommends ca-certificates \
  && rm -rf /var/lib/apt/lists/* \
  && useradd --system --home-dir /app --shell /usr/sbin/nologin comptoir \
  && install --directory --owner=comptoir --group=comptoir /data
COPY --from=deno /deno /usr/local/bin/deno
COPY --from=build --chown=comptoir:comptoir /deno /deno
COPY --from=build /app /app
WORKDIR /app
ENV HOME=/app DENO_DIR=/deno DATA_DIR=/data NO_COLOR=1
# Drops root once the volume has been handed over; everything of ours runs as comptoir.
ENTRYPOINT ["/app/tasks/entrypoint.sh"]
CMD ["deno", "task", "edge"]
