# Three stages. No step needs a compiler: what is installed is plain JavaScript, so the same file builds for amd64 and arm64.

# Build: all dependencies, src compiled to dist/; and for the last stage an empty /data and the command's name.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
RUN npm run -s build && chmod 755 dist/main.js && mkdir /data /commands && ln -s /app/dist/main.js /commands/pullquote

# What is needed to run. The optional packages are SQLite for Node 20 and 22 (Node 24 has its own) and speed-ups that take a compiler.
FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund

FROM node:24-bookworm-slim
LABEL org.opencontainers.image.title="Pullquote" \
      org.opencontainers.image.description="Self-hosted news digests for Slack and Discord: who said what, word for word." \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.base.name="docker.io/library/node:24-bookworm-slim"
ENV NODE_ENV=production DATA_FOLDER=/data
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /commands /usr/local/bin
COPY package.json LICENSE ./
COPY seeds ./seeds
COPY --from=build --chown=node:node /data /data
# Everything else is root's: the bot writes to /data and nowhere else, so the root may be read-only.
USER node
VOLUME /data
# The page and health (WEB_PORT), and Slack's HTTP mode (SLACK_PORT).
EXPOSE 3000 3001
HEALTHCHECK --interval=60s --timeout=10s --start-period=90s --retries=3 CMD ["pullquote", "health"]
# Node itself takes SIGTERM, as process 1 too: the bot ends within ten seconds.
STOPSIGNAL SIGTERM
ENTRYPOINT ["pullquote"]
CMD []
