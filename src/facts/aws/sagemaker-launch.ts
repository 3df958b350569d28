const CONFIG = '/opt/ml/input/config/resourceconfig.json';

/**
 * How a node of SageMaker learns of the others: https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-training-algo-running-container.html#your-algorithms-training-algo-running-container-dist-training.
 * The file names all of them in the same order on each; the group that it repeats them for is cut out, since an image may have no other parser than sed. Names may
 * become known late, so that the first is waited for, five minutes at most.
 *
 * NCCL and Gloo are told which network the names belong to, as SageMaker's own toolkit does:
 * https://github.com/aws/sagemaker-training-toolkit/blob/master/src/sagemaker_training/environment.py
 */
const READ_NODES: readonly string[] = [
  `ml_config="$(tr -d '\\n' <${CONFIG} | sed 's/"instance_groups" *: *\\[[^]]*\\][^]]*\\]//')"`,
  'ml_value() { printf %s "$ml_config" | sed -n "s/.*\\"$1\\" *: *\\"\\([^\\"]*\\)\\".*/\\1/p"; }',
  'ml_hosts="$(printf %s "$ml_config" | sed \'s/.*"hosts" *: *\\[\\([^]]*\\)\\].*/\\1/; s/[",]/ /g\')"',
  'ml_host="$(ml_value current_host)"',
  'ml_network="$(ml_value network_interface_name)"',
  'ml_count=0',
  'for ml_name in $ml_hosts; do',
  '  if [ "$ml_count" = 0 ]; then ml_main="$ml_name"; fi',
  '  if [ "$ml_name" = "$ml_host" ]; then ml_rank="$ml_count"; fi',
  '  ml_count=$((ml_count + 1))',
  'done',
  'if [ -n "$ml_network" ]; then',
  '  NCCL_SOCKET_IFNAME="${NCCL_SOCKET_IFNAME:-$ml_network}"',
  '  GLOO_SOCKET_IFNAME="${GLOO_SOCKET_IFNAME:-$ml_network}"',
  '  export NCCL_SOCKET_IFNAME GLOO_SOCKET_IFNAME',
  'fi',
  'ml_waited=0',
  'while [ "$ml_count" != 1 ] && command -v getent >/dev/null && ! getent hosts "$ml_main" >/dev/null && [ "$ml_waited" -lt 150 ]; do',
  '  sleep 2',
  '  ml_waited=$((ml_waited + 1))',
  'done',
];

/** What SageMaker says to a node, in the shape of core's `Rendezvous`. */
export const SAGEMAKER_RENDEZVOUS = { before: READ_NODES, nodes: '$ml_count', rank: '$ml_rank', main: '$ml_main', addresses: '$ml_hosts' } as const;

/** Puts the entries behind it, up to `--`, together to a script, and runs that with what follows. */
const RUN_LINES = 'ml_script=; while [ "$1" != -- ]; do ml_script="$(printf "%s\\n%s" "$ml_script" "$1")"; shift; done; shift; eval "$ml_script"';

/**
 * The entry point of a container that runs a script before the command. An entry has at most 256 characters and no line break, and there are at most 100
 * (`TrainingContainerEntrypoint` of botocore 1.44.5), so that each line of the script is an entry.
 */
export function entrypointOf(script: string): string[] {
  return ['/bin/sh', '-ec', RUN_LINES, 'sh', ...script.split('\n'), '--'];
}
