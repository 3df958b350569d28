import { Launcher } from './launcher';

/** What a place says to a node of the others, as expressions of a POSIX shell. */
export interface Rendezvous {
  /** Lines that come first, such as those that read what the place has written into a file. */
  readonly before?: readonly string[];
  /** The number of nodes. */
  readonly nodes: string;
  /** The number of this node, from 0 on. */
  readonly rank: string;
  /** The address of the first node. */
  readonly main: string;
  /** The addresses of all nodes with blanks between them, in their order; absent where a node knows the first one only. */
  readonly addresses?: string;
}

/** Ports of the first node: torchrun's own default, that of `jax.distributed`, XGBoost's tracker, Ray's, and one of TensorFlow's servers. */
export const PORTS = { torch: 29500, jax: 6666, xgboost: 29500, ray: 6379, tensorflow: 2222 } as const;

/**
 * What a node runs before the command of the job, for places that do not tell a framework's processes of each other by themselves. It is the script of
 * `sh -ec '<script>' sh <command…>`, and ends in the command.
 *
 * @param gpus the processes of one node that `torchrun` starts; 1 without GPUs
 */
export function launchScript(launcher: Launcher, place: Rendezvous, gpus: number): string {
  const common = [
    ...(place.before ?? []),
    `ML_NODES="${place.nodes}"`,
    `ML_NODE_RANK="${place.rank}"`,
    `ML_MAIN_ADDRESS="${place.main}"`,
    'export ML_NODES ML_NODE_RANK ML_MAIN_ADDRESS',
  ];
  return [...common, ...LAUNCHES[launcher](place, Math.max(gpus, 1))].join('\n');
}

const exported = (variables: Readonly<Record<string, string | number>>): string[] => [
  ...Object.entries(variables).map(([name, value]) => `${name}="${value}"`),
  `export ${Object.keys(variables).join(' ')}`,
];

const RUN = 'exec "$@"';

/** Mpirun needs a shell on each node that the others may enter, which only a place with a launcher of its own has. */
const LAUNCHES: Readonly<Record<Launcher, (place: Rendezvous, gpus: number) => string[]>> = {
  // https://docs.pytorch.org/docs/stable/elastic/run.html: each option of torchrun is read from PET_<OPTION>, too.
  torch: (_, gpus) => [
    ...exported({
      PET_NNODES: '$ML_NODES', PET_NPROC_PER_NODE: gpus, PET_NODE_RANK: '$ML_NODE_RANK', PET_MASTER_ADDR: '$ML_MAIN_ADDRESS', PET_MASTER_PORT: PORTS.torch,
    }),
    RUN,
  ],
  // The names that Kubeflow's trainer gives, so that code runs in both: https://www.kubeflow.org/docs/components/trainer/user-guides/jax/
  jax: () => [
    ...exported({ JAX_COORDINATOR_ADDRESS: `$ML_MAIN_ADDRESS:${PORTS.jax}`, JAX_NUM_PROCESSES: '$ML_NODES', JAX_PROCESS_ID: '$ML_NODE_RANK' }),
    RUN,
  ],
  // https://www.tensorflow.org/api_docs/python/tf/distribute/cluster_resolver/TFConfigClusterResolver
  tensorflow: ({ addresses }) => [
    // Without braces, which Terraform and Workflows would take for expressions of theirs.
    'ml_workers="" ml_comma=""',
    `for ml_address in ${addresses ?? '$ML_MAIN_ADDRESS'}; do ml_workers="$ml_workers$ml_comma\\"$ml_address:${PORTS.tensorflow}\\""; ml_comma=","; done`,
    'TF_CONFIG="{\\"cluster\\":{\\"worker\\":[$ml_workers]},\\"task\\":{\\"type\\":\\"worker\\",\\"index\\":$ML_NODE_RANK}}"',
    'export TF_CONFIG',
    RUN,
  ],
  // The names of Rabit's tracker, which Kubeflow's trainer gives, too: https://www.kubeflow.org/docs/components/trainer/user-guides/xgboost/
  xgboost: () => [
    ...exported({ DMLC_TRACKER_URI: '$ML_MAIN_ADDRESS', DMLC_TRACKER_PORT: PORTS.xgboost, DMLC_NUM_WORKER: '$ML_NODES', DMLC_TASK_ID: '$ML_NODE_RANK' }),
    RUN,
  ],
  // Workers serve until the head is gone, which is the end of the job and no failure of theirs. https://docs.ray.io/en/latest/cluster/cli.html
  ray: () => [
    `ml_head="$ML_MAIN_ADDRESS:${PORTS.ray}"`,
    'if [ "$ML_NODE_RANK" != 0 ]; then',
    '  until ray start --address="$ml_head"; do sleep 5; done',
    '  while ray status --address="$ml_head" >/dev/null 2>&1; do sleep 10; done',
    '  exit 0',
    'fi',
    `ray start --head --port=${PORTS.ray} --dashboard-host=127.0.0.1`,
    ...exported({ RAY_ADDRESS: `127.0.0.1:${PORTS.ray}` }),
    RUN,
  ],
  mpi: () => [RUN],
  custom: () => [RUN],
};
