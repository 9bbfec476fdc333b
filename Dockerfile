# Debian with glibc: ONNX Runtime and the query planner ship for it, not for Alpine.
FROM node:24-bookworm-slim AS base
WORKDIR /app
COPY package.json package-lock.json .npmrc ./

FROM base AS build
RUN npm install
COPY build.mjs tsconfig.json tsconfig.build.json ./
COPY lake ./lake
COPY platform ./platform
COPY scoring ./scoring
COPY statistics ./statistics
COPY subgraphs ./subgraphs
COPY gateway ./gateway
RUN npm run build

FROM base
ENV NODE_ENV=production
RUN npm install --omit=dev && npm cache clean --force
COPY schema ./schema
COPY gateway/explorer ./gateway/explorer
COPY platform ./platform
COPY subgraphs ./subgraphs
COPY --from=build /app/dist ./dist

# the embedded database and the signing key; a volume mounted here keeps this owner
RUN mkdir data && chown node:node data
USER node

EXPOSE 4000
CMD ["node", "--enable-source-maps", "dist/gateway/start.js"]
