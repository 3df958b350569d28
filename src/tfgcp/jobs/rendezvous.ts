import { Rendezvous } from '../../core/jobs/launch-script';

const ALONE: Rendezvous = { nodes: '1', rank: '0', main: '127.0.0.1' };

/**
 * How a node finds the others. Vertex AI tells each of all in `CLUSTER_SPEC`:
 * `{"cluster":{"workerpool0":["host:2222"],"workerpool1":["host:2222",…]},"task":{"type":"workerpool1","index":0},…}`. The first pool has one node, which is the
 * first; the index counts within a pool. Images may lack what reads JSON, so that `sed` does; quotes in the job's own part of it are escaped there.
 *
 * Source: https://docs.cloud.google.com/vertex-ai/docs/training/distributed-training#cluster-variables
 */
export function rendezvous(nodes: number): Rendezvous {
  if (nodes === 1) return ALONE;
  return {
    before: [
      'ml_spec=$(printf %s "$CLUSTER_SPEC" | tr -d "[:space:]")',
      'ml_pool() { printf %s "$ml_spec" | sed -n "s/.*\\"$1\\":\\[\\([^]]*\\)\\].*/\\1/p" | tr , " " | sed "s/:[0-9]*\\"/\\"/g; s/\\"//g"; }',
      'ml_task=$(printf %s "$ml_spec" | sed -n "s/.*\\"task\\":{\\([^}]*\\)}.*/\\1/p")',
      'ml_index=$(printf %s "$ml_task" | sed -n "s/.*\\"index\\":\\([0-9]*\\).*/\\1/p")',
      'ml_main=$(ml_pool workerpool0)',
      'ml_others=$(ml_pool workerpool1)',
      'case "$ml_task" in *workerpool0*) ml_rank=0 ;; *) ml_rank=$((ml_index + 1)) ;; esac',
    ],
    nodes: String(nodes),
    rank: '$ml_rank',
    main: '$ml_main',
    addresses: '$ml_main $ml_others',
  };
}
