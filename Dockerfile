# syntax=docker/dockerfile:1
# Raccord's server. Built and run by the same commands that tests/hosting/assembled.test.ts runs in a clean folder.
# Pin the base by digest in your own build: --build-arg NODE_IMAGE=node:24.21.0-bookworm-slim@sha256:…
ARG NODE_IMAGE=node:24.21.0-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /src
COPY . .
# Installs what the lock names, and builds pages and the embedding script. No package runs a script of its own.
RUN npm_config_ignore_scripts=true node scripts/setup.mjs start
ARG SOURCE_DATE_EPOCH=0
RUN SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH} node scripts/release/assemble.mjs /out \
  && node scripts/release/bill-of-materials.mjs /out

FROM ${NODE_IMAGE}
LABEL org.opencontainers.image.title="Raccord" \
  org.opencontainers.image.description="Bank connection widget and aggregation server" \
  org.opencontainers.image.licenses="Apache-2.0"
# npm and its own packages are not needed to serve.
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /opt/yarn* \
  && mkdir /data && chown 1000:1000 /data && chmod 700 /data
COPY --from=build --chown=0:0 /out/ /raccord/
ENV NODE_ENV=production \
  PATH=/raccord/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
  RACCORD_HOST=0.0.0.0 \
  RACCORD_DATA=/data
# By number, so that Kubernetes can see that it is not root.
USER 1000:1000
# The root may be read-only: only /data is written to, and that with the embedded database alone.
VOLUME ["/data"]
EXPOSE 4400
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 CMD ["/raccord/bin/raccord-healthy"]
CMD ["/raccord/bin/raccord-server"]
