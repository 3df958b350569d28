import { execFileSync } from 'child_process';
import { Runtime, Scaling } from '../../../src/core';
import { jobs, variables } from './jobs';

/** The containers of a RayJob, on the head and on a worker. */
function containers() {
  const { add, files, stream, synth } = jobs();
  add('Tune', {
    runtime: Runtime.ray('2.55'), command: ['python', 'tune.py'], nodes: Scaling.fixed(2), checkpoints: files('tune/checkpoints'), output: stream('tune/models'),
  });
  const { headGroupSpec, workerGroupSpecs: [workers] } = synth().run.spec.rayClusterSpec;
  return [headGroupSpec, workers].map(({ template }) => template.spec.containers[0]);
}

test.each([['head', 0], ['worker', 1]] as const)('each attempt of a run knows on its %s the name of the run, and the folders of those before', (_, index) => {
  const container = containers()[index]!;
  const { ML_RUN_ID: { fieldRef }, ML_CHECKPOINT_DIR, ML_OUTPUT_DIR } = variables(container);
  // KubeRay writes the name of the RayJob on no pod, but that of the cluster, which it makes anew for each attempt.
  expect(fieldRef.fieldPath).toBe("metadata.labels['ray.io/cluster']");
  const told = (text: string, attempt: string) => text.replaceAll('$(ML_RUN_ID)', `ml-tune-8xk2p-${attempt}`);
  // As Terraform writes it.
  const command = container.command.join(' ').replaceAll('$${', '${');
  const seen = (attempt: string) => {
    const env = { ML_RUN_ID: `ml-tune-8xk2p-${attempt}`, ML_CHECKPOINT_DIR: told(ML_CHECKPOINT_DIR, attempt), ML_OUTPUT_DIR: told(ML_OUTPUT_DIR, attempt) };
    return execFileSync('sh', ['-c', `${command} && sh -c 'echo "$ML_RUN_ID $ML_CHECKPOINT_DIR $ML_OUTPUT_DIR"'`], { env: { ...process.env, ...env }, encoding: 'utf8' }).trim();
  };
  expect(seen('abcde')).toMatch(/^ml-tune-8xk2p \/mnt\/ml\/checkpoints\/ml-tune-8xk2p s3:\/\/\S+\/tune\/models\/ml-tune-8xk2p$/);
  expect(seen('vwxyz')).toBe(seen('abcde'));
});
