# syntax=docker/dockerfile:1
FROM node:20.20.2-bookworm-slim AS build
WORKDIR /maskroom
COPY package.json pnpm-workspace.yaml pnpm-lock.yaml .npmrc ./
COPY server/package.json server/
COPY web/package.json web/
COPY shared/package.json shared/
COPY test/package.json test/
RUN npx -y "$(node -p "require('./package.json').packageManager")" install --frozen-lockfile
COPY . .
RUN npm run build \
  && npx -y "$(node -p "require('./package.json').packageManager")" install --frozen-lockfile --prod \
  && rm -rf web/.next test

FROM node:20.20.2-bookworm-slim
ENV NODE_ENV=production MASKROOM_HOST=0.0.0.0 MASKROOM_PORT=8080 MASKROOM_DATA=/data
WORKDIR /maskroom
COPY --from=build --chown=node:node /maskroom /maskroom
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8080/readyz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server/dist/main.js", "start"]
