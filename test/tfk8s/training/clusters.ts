import { App, S3Backend, TerraformStack, Testing } from 'cdktf';
import { Accelerator, Machine, Scaling, Size } from '../../../src/core';
import { MlPlatform, MlPlatformAttributes, MlPlatformProps, TrainingCluster, TrainingClusterProps } from '../../../src/tfk8s';
import { Attributes, synthApp, SynthesizedStack } from '../../support/terraform';

export const LEAST: MlPlatformProps = {
  kubeContext: 'gpu-cluster',
  objectStorage: { endpoint: 'https://s3.acme.internal', credentialsSecret: 's3-writer', readOnlyCredentialsSecret: 's3-reader' },
  existingRegistry: { registryUri: 'harbor.acme.internal/ml', pullSecret: 'harbor' },
};

export const GPUS = { name: 'gpus', accelerator: Accelerator.a100(8, 80), scaling: Scaling.fixed(4) };
export const CPUS = { name: 'cpus', machine: Machine.custom('m1', { cpus: 16, memory: Size.gibibytes(64) }), scaling: Scaling.fixed(3) };

/** What another program is told of a platform. */
export const ATTRIBUTES: MlPlatformAttributes = {
  platformName: 'acme-ml',
  namespace: 'acme-ml',
  artifactsBucketName: 'acme-ml-artifacts',
  objectStorage: LEAST.objectStorage,
  registry: LEAST.existingRegistry!,
  kubeContext: 'gpu-cluster',
};

export interface Made {
  readonly app: App;
  readonly stack: TerraformStack;
  readonly platform: MlPlatform;
  readonly cluster: TrainingCluster;
  synth(): SynthesizedStack;
}

export function newStack(name = 'ml', app = Testing.stubVersion(new App({ outdir: Testing.app().outdir, stackTraces: false }))) {
  const stack = new TerraformStack(app, name);
  new S3Backend(stack, { bucket: 'state', key: `${name}.tfstate`, region: 'eu-central-1' });
  return { app, stack };
}

/** A platform `Ml` with a cluster `Train`. */
export function made(props: Partial<TrainingClusterProps> = {}, platformProps: Partial<MlPlatformProps> = {}): Made {
  const { app, stack } = newStack();
  const platform = new MlPlatform(stack, 'Ml', { ...LEAST, ...platformProps });
  const cluster = new TrainingCluster(platform, 'Train', { platform, nodeGroups: [GPUS], ...props });
  return { app, stack, platform, cluster, synth: () => synthApp(app).stack('ml') };
}

/** A release of a chart by its name, with its values; of resources, with what our own chart prints. */
export function releaseOf(stack: SynthesizedStack, wanted: string): { release: Attributes; values: Attributes; manifests: Attributes[] } {
  const found = Object.values(stack.resources('helm_release')).find(({ name }) => name === wanted);
  if (!found) throw new Error(`no release '${wanted}'`);
  const values = found.values ? JSON.parse(found.values[0] as string) as Attributes : {};
  return { release: found, values, manifests: ((values.manifests ?? []) as string[]).map((text) => JSON.parse(text) as Attributes) };
}
