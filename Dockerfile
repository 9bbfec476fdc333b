# Debian with glibc: ONNX Runtime and the query planner ship for it, not for Alpine.
FROM node:24-bookworm-slim AS base
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# the lock file names this workspace
COPY web/package.json ./web/

FROM base AS build
RUN npm ci
COPY build.mjs tsconfig.json tsconfig.build.json ./
COPY lake ./lake
COPY platform ./platform
COPY scoring ./scoring
COPY statistics ./statistics
COPY subgraphs ./subgraphs
COPY gateway ./gateway
COPY web ./web
RUN npm run build

FROM base AS dependencies
RUN npm ci --omit=dev
# ONNX Runtime comes with binaries for every platform
RUN find node_modules/onnxruntime-node/bin -mindepth 3 -maxdepth 3 ! -path "*/linux/$(node -p process.arch)" -exec rm -r {} +
# declarations and maps of packages serve no program
RUN find node_modules -type f \( -name '*.d.ts' -o -name '*.d.cts' -o -name '*.d.mts' -o -name '*.map' \) -delete

FROM node:24-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production
COPY package.json build.mjs ./
COPY --from=dependencies /app/node_modules ./node_modules
COPY schema/supergraph.graphql ./schema/
COPY platform/database/pglite-seed.tar.br ./platform/database/
COPY subgraphs/models/demo ./subgraphs/models/demo
COPY subgraphs/leads/crm/demo/demo-mapping.json ./subgraphs/leads/crm/demo/
COPY --from=build /app/dist ./dist

# the embedded database and the signing key; a volume mounted here keeps this owner
RUN mkdir data && chown node:node data
USER node

EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 4000}/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--v8-pool-size=1", "dist/gateway/start.js"]
