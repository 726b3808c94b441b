#!/usr/bin/env bash
# 量一量整站：体积、启动、内存、速率。只在本机回环上发请求，自己起、自己停。
# 用法：make bench（需要 wrk；装有 nginx 时与它并排量同样的字节）
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

SECONDS_EACH=${SECONDS_EACH:-5}
CONNECTIONS=${CONNECTIONS:-32}
work=$(mktemp -d)
pids=()
cleanup() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap cleanup EXIT

port() { node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})'; }
now() { date +%s%N; }

# 从启动到答出首页的毫秒数，进程号放进 $pid
start() {
  local begin
  begin=$(now)
  bin/portal serve --db "$work/site.db" --addr "127.0.0.1:$PORT" >"$work/portal.log" 2>&1 &
  pid=$!
  pids+=("$pid")
  for _ in $(seq 2000); do
    if curl -sf -o /dev/null "http://127.0.0.1:$PORT/"; then break; fi
    sleep 0.005
  done
  echo $(( ($(now) - begin) / 1000000 ))
}
stop() { kill -TERM "$1"; wait "$1" 2>/dev/null || true; }

PORT=$(port)
start >"$work/first"; first_pid=$pid
echo "── 启动到答出首页"
echo "新建数据库并载入自带文件  $(cat "$work/first") 毫秒"
stop "$first_pid"
start >"$work/again"
echo "已有数据库                $(cat "$work/again") 毫秒"

base=http://127.0.0.1:$PORT
report=$(curl -s "$base/sitemap.xml" | grep -o '<loc>[^<]*/20[0-9][0-9]/</loc>' | head -1 | sed 's/<[^>]*>//g')

echo "── 体积（字节：原样 / gzip / br）"
for page in "$base/" "$report" "${report}source" "${report}checks"; do
  printf '%-12s' "${page##*"$base"}" | sed 's#/u/[^/]*/#报告/#'
  for encoding in identity gzip br; do curl -s -H "Accept-Encoding: $encoding" -o /dev/null -w ' %{size_download}' "$page"; done
  echo
done
for file in site.css site.js charts.js; do
  url=$(curl -s "$base/" | grep -o "/static/${file%.*}\.[0-9a-f]*\.${file##*.}" | head -1)
  printf '%-12s' "$file"
  for encoding in identity gzip br; do curl -s -H "Accept-Encoding: $encoding" -o /dev/null -w ' %{size_download}' "$base$url"; done
  echo
done

echo "── 首次生成一页（含压缩）"
curl -s -o /dev/null -w '绩效自评页  %{time_total} 秒\n' "${report}evaluations/1"
curl -s -o /dev/null -w '再取一次    %{time_total} 秒\n' "${report}evaluations/1"

if ! command -v wrk >/dev/null; then
  echo '没有装 wrk，跳过速率（Debian：apt-get install wrk）'
  exit 0
fi
load() { wrk -t2 -c"$CONNECTIONS" -d"${SECONDS_EACH}s" --latency -H "Accept-Encoding: $2" "$1" | awk '/99%/{p=$2} /Requests\/sec/{r=$2} END{printf "%10s 次/秒   p99 %s\n", r, p}'; }
echo "── 报告页速率（回环，${CONNECTIONS} 个连接，每项 ${SECONDS_EACH} 秒，压测与网站同在这台机器）"
printf '明账 br        '; load "$report" br
printf '明账 gzip      '; load "$report" gzip
echo "常驻内存       $(awk '/VmRSS/{print $2/1024 " MB"}' /proc/"$pid"/status)"

if command -v nginx >/dev/null; then
  NGINX=$(port)
  mkdir -p "$work/html" "$work/logs"
  chmod 755 "$work" # nginx 的工作进程以普通用户读文件
  curl -s -H 'Accept-Encoding: br' "$report" >"$work/html/page.br"
  curl -s -H 'Accept-Encoding: gzip' "$report" >"$work/html/page.html.gz"
  cat >"$work/nginx.conf" <<CONF
pid $work/nginx.pid; error_log $work/logs/error.log; worker_processes auto; daemon off;
events { worker_connections 1024; }
http { access_log off; sendfile on; keepalive_requests 10000000;
  client_body_temp_path $work/t1; proxy_temp_path $work/t2; fastcgi_temp_path $work/t3; uwsgi_temp_path $work/t4; scgi_temp_path $work/t5;
  server { listen 127.0.0.1:$NGINX; root $work/html; default_type text/html; gzip_static on;
    location = /page.br { add_header Content-Encoding br; add_header Cache-Control "public, max-age=60"; } } }
CONF
  nginx -p "$work" -c "$work/nginx.conf" &
  pids+=("$!")
  for _ in $(seq 100); do
    if curl -sf -o /dev/null "http://127.0.0.1:$NGINX/page.br"; then break; fi
    sleep 0.05
  done
  printf 'nginx 同一 br  '; load "http://127.0.0.1:$NGINX/page.br" br
fi
