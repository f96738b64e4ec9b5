#!/bin/sh
# Trains the `base` network on a CUDA machine for MINUTES and leaves what is worth keeping in OUT_FOLDER:
#   weights.pt (float16, about 12 MB), curve.jsonl, figures.json.
# usage: gpu_run.sh TRAINING.tar DEV.tar OUT_FOLDER MINUTES [STOP_AFTER_MINUTES] [INIT.pt [SPENT_MINUTES]]
# The work folder (WORK, default ./.cache/segmenter) keeps shards and last.pt: the same command again goes on from
# there. STOP_AFTER ends this call early and leaves the schedule of MINUTES as it is. Where the work folder is lost,
# give the weights.pt that came back as INIT and the minutes behind it.
set -eu
tar=$1 dev=$2 out=$3 minutes=$4 stop=${5:-$4} init=${6:-} spent=${7:-0}
here=$(cd "$(dirname "$0")" && pwd)
work=${WORK:-.cache/segmenter}
python=${PYTHON:-python3}
mkdir -p "$work/run" "$out"
[ -e "$work/shards/.done" ] || {
  "$python" "$here/prepare.py" "$work/shards" "$tar" --exclude "$dev"
  touch "$work/shards/.done"
}
PYTHONUNBUFFERED=1 "$python" "$here/train.py" "$work/shards" "$work/run" --minutes "$minutes" --stop-after "$stop" \
  --size base ${init:+--init "$init" --spent "$spent"} --rate "${RATE:-2e-3}" --decay .05 --warmup 300 --both --half \
  --frames "${FRAMES:-512:32:3,384:48:1}" --prompts "${PROMPTS:-8}" --freeze .7 --workers "$(nproc)" --threads 4 \
  --dev "$dev" --dev-every 4 --save 2
"$python" "$here/quality.py" "$work/shards" "$work/run/weights.pt" "$out/weights.pt" --minutes 1
cp "$work/run/curve.jsonl" "$out/"
"$python" "$here/evaluate.py" "$out/weights.pt" "$dev" --json "$out/figures.json"
