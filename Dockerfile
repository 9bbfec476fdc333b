# Debian with glibc: ONNX Runtime and the query planner ship for it, not for Alpine.
FROM node:24-bookworm-slim

ENV NODE_ENV=production
WORKDIR /app

COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

COPY tsconfig.json ./
COPY lake ./lake
COPY schema ./schema
COPY subgraphs ./subgraphs
COPY gateway ./gateway

# the embedded database and the signing key; a volume mounted here keeps this owner
RUN mkdir data && chown node:node data
USER node

EXPOSE 4000
CMD ["node", "--import", "tsx", "gateway/start.ts"]
