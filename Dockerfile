# Builds Talkleaf from its source and serves a library in /data: docs/docker.md.
FROM node:22-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:22-slim
# yt-dlp from its own releases: sites change faster than Debian.
RUN apt-get update \
  && apt-get install -y --no-install-recommends ca-certificates ffmpeg python3 python3-pip \
  && pip install --no-cache-dir --break-system-packages 'yt-dlp[default]' \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/engine ./engine
COPY --from=build /app/models ./models
COPY --from=build /app/sample ./sample
# All that is to outlive the container is in one place; names with a dot are no talks.
ENV NODE_ENV=production \
  TALKLEAF_SETTINGS=/data/.settings.json \
  TALKLEAF_MODELS=/data/.models
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 4178
# Who does not show the token is refused, and that is an answer too.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:4178/api/openapi.json').then(({ status }) => process.exit([200, 401].includes(status) ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/cli/bin.js"]
CMD ["serve", "--library", "/data", "--host", "0.0.0.0", "--port", "4178", "--no-open"]
