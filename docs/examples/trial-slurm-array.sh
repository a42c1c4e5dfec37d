#!/bin/sh
#SBATCH --job-name=pollex-trial
#SBATCH --array=1-8
#SBATCH --cpus-per-task=2
#SBATCH --time=01:00:00
#
# One shard of a sealed trial per task of a Slurm array:
#
#   sbatch docs/examples/trial-slurm-array.sh TRIAL [KEYS]
#   pollex trial merge TRIAL --keys KEYS
#
# TRIAL is the sealed folder on a file system that all nodes share; KEYS its key folder. A task that
# fails is not queued again by Slurm: 'merge' says which shards miss trials. Submit those again, with
# the size of the first array in SHARDS:
#
#   SHARDS=8 sbatch --array=3,5 docs/examples/trial-slurm-array.sh TRIAL [KEYS]
set -eu

trial=$1
keys=${2:-${XDG_CONFIG_HOME:-$HOME/.config}/pollex/keys}
shards=${SHARDS:-$SLURM_ARRAY_TASK_COUNT}

exec "${POLLEX:-./pollex}" trial run "$trial" --keys "$keys" \
  --shard "$SLURM_ARRAY_TASK_ID/$shards" --slots "${SLURM_CPUS_PER_TASK:-1}"
