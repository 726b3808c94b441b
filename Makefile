# 明账的日常命令。裸敲 make 列出全部；新克隆的仓库只需 Go、Node 与 make。

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

# 版本三要素都取自提交，同一提交在哪里构建都得到同样的字节。
# 没有 git 时（如镜像构建）由调用者给出：make build VERSION=… COMMIT=… BUILT=…
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
COMMIT  ?= $(shell git rev-parse HEAD 2>/dev/null)
BUILT   ?= $(shell TZ=UTC0 git log -1 --format=%cd --date=format-local:%Y-%m-%dT%H:%M:%SZ 2>/dev/null)
LDFLAGS := -s -w -X main.version=$(VERSION) -X main.commit=$(COMMIT) -X main.built=$(BUILT)

ADDR     ?= :8080
FUZZTIME ?= 20s
CRASHES  ?= 200
CHROMIUM ?= $(shell command -v chromium || command -v chromium-browser || command -v google-chrome || echo /usr/bin/chromium)
export CHROMIUM

# 资产由这些文件决定；dist 是产物，不算来源。
asset_sources := package.json package-lock.json \
	$(shell find web internal/charts -type f \( -name '*.mjs' -o -name '*.js' -o -name '*.css' -o -name '*.svg' \) -not -path '*/dist/*' 2>/dev/null)
go_sources = $(shell find cmd internal web -type f -not -path '*/dist/*' -not -name '*_test.go' 2>/dev/null)
gofiles    = $(shell find cmd internal web tools -type f -name '*.go' 2>/dev/null)

##@ 常用

.PHONY: help
help: ## 列出全部命令
	@awk 'BEGIN { FS = ":.*## "; print "明账：让每一笔决算看得懂、对得上、查得到原文\n\n用法  make <命令>" } \
	  /^##@ / { printf "\n%s\n", substr($$0, 5) } \
	  /^[a-z-]+:.*## / { printf "  %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@printf '\n变量  ADDR=%s  FUZZTIME=%s  CRASHES=%s  CHROMIUM=%s\n' '$(ADDR)' '$(FUZZTIME)' '$(CRASHES)' '$(CHROMIUM)'

.PHONY: run
run: build ## 构建并启动网站，首次启动自动载入 seed/（http://localhost:8080）
	bin/portal serve --addr '$(ADDR)'

.PHONY: test
test: lint test-go test-browser test-litestream ## 全部检查：格式、静态分析、模板、Go 测试、浏览器测试、持续复制

##@ 构建

.PHONY: build
build: bin/portal ## 构建 bin/portal（含前端资产）

bin/portal: build/assets.stamp go.mod go.sum $(go_sources) Makefile
	CGO_ENABLED=0 go build -trimpath -ldflags '$(LDFLAGS)' -o $@ ./cmd/portal

.PHONY: assets
assets: build/assets.stamp ## 安装 npm 依赖并打包前端资产（ECharts、脚本、样式、区划表）

build/assets.stamp: node_modules/.package-lock.json $(asset_sources)
	npm run --silent build
	@mkdir -p $(@D) && touch $@

# npm 自己在安装完成时写下这个文件，正好作“已按锁文件装好”的凭据。
node_modules/.package-lock.json: package.json package-lock.json
	@command -v npm >/dev/null || { echo '缺少 npm：请先安装 Node.js 20 或更新的版本'; exit 1; }
	npm ci --no-audit --no-fund
	@touch $@

.PHONY: generate
generate: ## 由 .templ 重新生成 Go 代码
	go tool templ generate

.PHONY: docker
docker: ## 构建容器镜像 mingzhang（需要 Docker 或兼容的引擎）
	docker build --build-arg VERSION='$(VERSION)' --build-arg COMMIT='$(COMMIT)' --build-arg BUILT='$(BUILT)' -t mingzhang .

.PHONY: licences
licences: node_modules/.package-lock.json ## 收集成品所含第三方软件的许可原文到 build/licences
	@rm -rf build/licences && mkdir -p build/licences
	@go list -deps -f '{{with .Module}}{{if not .Main}}{{.Path}} {{.Dir}}{{end}}{{end}}' ./cmd/portal | sort -u | \
	while read -r path dir; do \
	  find "$$dir" -maxdepth 1 -type f \( -iname 'LICEN[SC]E*' -o -iname 'COPYING*' -o -iname 'NOTICE*' \) -print0 | \
	  while IFS= read -r -d '' file; do cp "$$file" "build/licences/$${path//\//_}.$$(basename "$$file")"; done; \
	done
	@for name in echarts zrender tslib; do \
	  for file in node_modules/$$name/{LICENSE,NOTICE}*; do \
	    if [ -f "$$file" ]; then cp "$$file" "build/licences/npm_$$name.$$(basename "$$file")"; fi; \
	  done; \
	done
	@chmod -R u+w build/licences; ls build/licences | wc -l | xargs printf '已收集 %s 份许可原文：build/licences\n'

##@ 检查

.PHONY: lint
lint: build/assets.stamp ## 静态检查：gofmt、templ、go vet、staticcheck、go.mod 是否整洁
	@echo '── 格式（gofmt）'
	@out=$$(gofmt -l $(gofiles)); [ -z "$$out" ] || { echo '以下文件未按 gofmt 排版，请运行 make fmt：'; echo "$$out"; exit 1; }
	@echo '── 模板（templ）'
	@sum() { find web internal -name '*_templ.go' -print0 | sort -z | xargs -0 --no-run-if-empty sha256sum; }; \
	before=$$(sum); go tool templ fmt -fail web internal; go tool templ generate; \
	[ "$$before" = "$$(sum)" ] || { echo '生成的 *_templ.go 与 .templ 不一致，现已重新生成，请一并提交'; exit 1; }
	@echo '── go vet'
	@go vet ./...
	@echo '── staticcheck'
	@go tool staticcheck ./...
	@echo '── go.mod'
	@go mod tidy -diff || { echo 'go.mod 或 go.sum 不整洁，请运行 go mod tidy'; exit 1; }

.PHONY: test-go
test-go: build/assets.stamp ## 只跑 Go 测试
	go test ./...

.PHONY: test-browser
test-browser: build browsers ## 只跑浏览器测试（真实 Chromium，逐类页面）
	PORTAL=$(CURDIR)/bin/portal node --test --test-timeout=2400000 --test-reporter=spec tests/browser/*.test.mjs

.PHONY: test-litestream
test-litestream: build ## 只跑持续复制的测试：真的 Litestream 复制、断电、恢复、只读副本
	@mkdir -p build; go build -o build/specimens ./tools/specimens
	@if ! go -C tests/litestream build -o $(CURDIR)/build/litestream github.com/benbjohnson/litestream/cmd/litestream; then \
	  echo '取不到 Litestream 的模块（没有网络？），这次不测持续复制'; exit 0; \
	fi; \
	PORTAL=$(CURDIR)/bin/portal LITESTREAM=$(CURDIR)/build/litestream SPECIMENS=$(CURDIR)/build/specimens go -C tests/litestream test ./...

.PHONY: crash
crash: build ## 在各环节的随机时刻 kill -9 共 CRASHES 次（默认 200），查有没有丢东西、半版、断链；SEED=… 重来一遍
	go run ./tools/crash -kills '$(CRASHES)' -portal bin/portal $(if $(SEED),-seed '$(SEED)')

.PHONY: bench-load
bench-load: build ## 载入一千份文件时，读者等得久不久：空闲与载入时的 p50、p99
	go run ./tools/readers -portal bin/portal

.PHONY: fuzz
fuzz: build/assets.stamp ## 逐个运行模糊测试，每个 FUZZTIME（默认 20s）
	@for pkg in $$(grep -rl --include='*_test.go' '^func Fuzz' internal cmd | xargs -n1 dirname | sort -u); do \
	  for target in $$(grep -ho '^func Fuzz[A-Za-z0-9_]*' $$pkg/*_test.go | cut -c6-); do \
	    echo "── $$pkg $$target"; \
	    go test "./$$pkg" -run '^$$' -fuzz "^$$target$$" -fuzztime '$(FUZZTIME)'; \
	  done; \
	done

.PHONY: bench
bench: build ## 测量：各室的 Go 基准，以及整站的体积、速率、启动与内存
	go test ./... -run '^$$' -bench . -benchmem
	tools/bench/run.sh

.PHONY: bench-many
bench-many: build/assets.stamp ## 造 500 个虚构单位 6 年的决算，测比较与排行的速度（MANY_DB 指明已造好的库）
	@db=$${MANY_DB:-build/many.db}; mkdir -p build; [ -f "$$db" ] || go run ./tools/specimens --units 500 --years 6 --evaluations 2 --db "$$db"; \
	MANY_DB=$$(realpath "$$db") go test ./internal/web -run '^$$' -bench 'BenchmarkMany' -benchtime 2s

.PHONY: lighthouse
lighthouse: build browsers tests/browser/lighthouse/node_modules/.package-lock.json ## 用 Lighthouse（手机预设）测每一类页面
	PORTAL=$(CURDIR)/bin/portal node tests/browser/lighthouse/run.mjs

tests/browser/lighthouse/node_modules/.package-lock.json: tests/browser/lighthouse/package.json tests/browser/lighthouse/package-lock.json
	npm ci --no-audit --no-fund --prefix tests/browser/lighthouse
	@touch $@

##@ 杂务

.PHONY: fmt
fmt: ## 按规范排版 Go 与 templ
	gofmt -w $(gofiles)
	go tool templ fmt web internal

.PHONY: browsers
browsers: ## 确认有 Chromium、中文字体与 pdftotext；Debian 上以 root 运行时自动安装
	@missing=(); \
	[ -x "$(CHROMIUM)" ] || missing+=(chromium); \
	fc-list ':lang=zh-cn' 2>/dev/null | grep -q . || missing+=(fonts-noto-cjk fontconfig); \
	command -v pdftotext >/dev/null || missing+=(poppler-utils); \
	if [ $${#missing[@]} -eq 0 ]; then exit 0; fi; \
	if command -v apt-get >/dev/null && [ "$$(id -u)" -eq 0 ]; then \
	  echo "安装 $${missing[*]}"; \
	  apt-get update -qq; \
	  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$${missing[@]}" >/dev/null; \
	else \
	  echo "浏览器测试还缺：$${missing[*]}"; \
	  echo "Debian 或 Ubuntu：sudo apt-get install $${missing[*]}"; \
	  echo '其他系统：装好 Chromium（或 Chrome）、任一中文字体与 poppler，再以 CHROMIUM=/路径/chromium make test 指明浏览器'; \
	  exit 1; \
	fi

.PHONY: screenshots
screenshots: build browsers ## 重拍 docs/screenshots 里的页面截图
	PORTAL=$(CURDIR)/bin/portal node tests/browser/screenshots.mjs

.PHONY: clean
clean: ## 删除构建产物（不动数据库）
	rm -rf bin build node_modules tests/browser/lighthouse/node_modules
	find web internal -path '*/dist/*' -not -name .gitignore -delete
