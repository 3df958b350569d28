/**
 * How a node of AWS Batch learns of the others. The first one is not told its own address; containers of several nodes have an address each, which their hostname
 * stands for, while that of one node alone is the machine's.
 * https://docs.aws.amazon.com/batch/latest/userguide/mnp-env-vars.html, https://docs.aws.amazon.com/batch/latest/userguide/mnp-ce.html
 */
const MAIN_ADDRESS: readonly string[] = [
  'ml_main="${AWS_BATCH_JOB_MAIN_NODE_PRIVATE_IPV4_ADDRESS:-}"',
  'if [ -z "$ml_main" ] && [ -z "${AWS_BATCH_JOB_NODE_INDEX:-}" ]; then ml_main=127.0.0.1; fi',
  'if [ -z "$ml_main" ]; then ml_main="$(hostname -i 2>/dev/null || true)"; ml_main="${ml_main%% *}"; fi',
  // An image may have no `hostname`.
  'if [ -z "$ml_main" ]; then ml_main="$(awk -v host="$(cat /proc/sys/kernel/hostname)" \'{ for (i = 2; i <= NF; i++) if ($i == host) { print $1; exit } }\' /etc/hosts)"; fi',
];

/** What the script is called by those who run it as they are meant to. */
const LAUNCHER = 'ml-launch';

/**
 * The entry point of AWS's own images glues what it is given to one line, `eval "$@"`, which loses where each argument ends, and a job of AWS Batch cannot set
 * another. There the first line does nothing, and the second one starts anew with the arguments as they were; elsewhere both do nothing.
 * https://github.com/aws/deep-learning-containers/blob/master/pytorch/training/docker/build_artifacts/start_with_right_hostname.sh
 */
const AS_GIVEN: readonly string[] = [':', `if [ "$0" != ${LAUNCHER} ]; then exec "$@"; fi`];

/** What a container runs: the script, and what the job is to run behind it. */
export function batchCommand(script: string, command: readonly string[]): string[] {
  return ['sh', '-ec', script, LAUNCHER, ...command];
}

/** Nodes of a run are numbered behind its id, `…#1`. https://docs.aws.amazon.com/batch/latest/userguide/job_env_vars.html */
const RUN_ID: readonly string[] = ['ML_RUN_ID="${AWS_BATCH_JOB_ID%%#*}"', 'export ML_RUN_ID'];

/** Gives a folder of the run's own; the variable has the place of all runs before. */
const ownFolder = (variable: string): string[] => [`${variable}="\${${variable}%/}/$ML_RUN_ID"`, `export ${variable}`];

/** What AWS Batch says to a node, in the shape of core's `Rendezvous`; nobody knows the addresses of all. */
export function batchRendezvous(job: { readonly checkpoints?: object; readonly output?: object }) {
  const folders = [...(job.checkpoints ? ownFolder('ML_CHECKPOINT_DIR') : []), ...(job.output ? ownFolder('ML_OUTPUT_DIR') : [])];
  return {
    before: [...AS_GIVEN, ...RUN_ID, ...folders, ...MAIN_ADDRESS],
    nodes: '${AWS_BATCH_JOB_NUM_NODES:-1}',
    rank: '${AWS_BATCH_JOB_NODE_INDEX:-0}',
    main: '$ml_main',
  };
}
