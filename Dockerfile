# syntax=docker/dockerfile:1
# 三步：打包前端资产 → 静态编译 → 只含一个程序与种子文件的镜像。
#
#   docker build -t mingzhang .
#   docker run -p 8080:8080 -v mingzhang:/data mingzhang

FROM node:22-bookworm-slim AS assets
WORKDIR /src
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY web web
COPY internal internal
RUN npm run --silent build

FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
COPY --from=assets /src/web/static/dist web/static/dist
COPY --from=assets /src/internal/charts/dist internal/charts/dist
COPY --from=assets /src/internal/division/dist internal/division/dist
COPY --from=assets /src/node_modules node_modules
ARG VERSION=dev COMMIT= BUILT=
RUN CGO_ENABLED=0 go build -trimpath \
      -ldflags "-s -w -X main.version=${VERSION} -X main.commit=${COMMIT} -X main.built=${BUILT}" \
      -o /out/portal ./cmd/portal \
 && touch node_modules/.package-lock.json && make licences \
 && mkdir -p /out/data

FROM scratch
COPY --from=build /out/portal /portal
COPY --from=build /src/build/licences /licences
COPY LICENSE NOTICE /licences/mingzhang/
COPY seed /seed
# 数据目录归运行者所有：挂载的命名卷会沿用这里的属主
COPY --from=build --chown=65532:65532 /out/data /data

USER 65532:65532
WORKDIR /data
VOLUME /data
ENV PORTAL_ADDR=:8080 \
    PORTAL_DB=/data/mingzhang.db \
    PORTAL_SEED=/seed
EXPOSE 8080
# 镜像里没有 shell 与 curl，由程序自己问自己的 /healthz
HEALTHCHECK --interval=30s --timeout=3s --start-period=20s CMD ["/portal", "health"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["/portal"]
CMD ["serve"]
