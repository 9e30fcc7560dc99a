# Build: all dependencies, compiled to dist/.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
RUN npm run -s build

# What is needed to run, and nothing else.
FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force

FROM node:24-bookworm-slim
LABEL org.opencontainers.image.title="Pullquote" \
      org.opencontainers.image.description="Self-hosted news digests for Slack and Discord: who said what, word for word" \
      org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production DATA_FOLDER=/data
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json LICENSE ./
COPY seeds ./seeds
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3001
HEALTHCHECK --interval=60s --timeout=10s --start-period=60s --retries=3 CMD ["node", "dist/main.js", "health"]
CMD ["node", "dist/main.js"]
