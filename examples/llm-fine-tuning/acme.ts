import {
  Accelerator, AlertChannel, ClusterAccess, DataMount, ExperimentTracking, IMlPlatform, ITrainingCluster, JobSecret, kubernetes, MlPlatformProps,
  Profile, Runtime, Scaling, TrainingBackend, TrainingClusterProps, TrainingFramework,
} from 'ml-platform-constructs';

/** What Acme wants of its ML platform, wherever it runs. */
export const acme: MlPlatformProps = {
  platformName: 'acme-ml',
  profile: Profile.production(),
  alerts: [AlertChannel.email('ml@acme.io')],
  tags: { team: 'ml-platform' },
};

/** The cluster, on the clouds. */
export const cluster: TrainingClusterProps = {
  nodeGroups: [{ accelerator: Accelerator.h100(8), scaling: Scaling.elastic(0, 4) }],
  access: ClusterAccess.authorizedNetworks('203.0.113.0/24'),
};

/** The cluster on premises: what is there. */
export const onPremises: TrainingClusterProps = {
  nodeGroups: [{ name: 'h100x8', accelerator: Accelerator.h100(8), scaling: Scaling.fixed(4) }],
};

/** What runs in it: what makes jobs of several nodes, and the team's queue. */
export function furnish(train: ITrainingCluster): void {
  train.install(new kubernetes.JobSet());
  train.install(new kubernetes.KubeflowTrainer());
  train.install(new kubernetes.Kueue({ teams: [{ team: 'language', gpus: { h100x8: 32 } }], priorities: { release: 1_000, research: 100 } }));
}

/** A language model, sharded by PyTorch for what is released, and by DeepSpeed for what is tried. */
export function fineTune(ml: IMlPlatform, train: ITrainingCluster): void {
  const shared = {
    // Your image, with your code: PyTorch, Transformers, Accelerate, DeepSpeed and the client of MLflow are in it.
    runtime: Runtime.image(ml.registry.imageUri('training', 'fine-tune-2.3.0'), 'pytorch'),
    accelerator: Accelerator.h100(8),
    inputs: { instructions: DataMount.files(ml.artifacts.path('language/instructions')) },
    // Shards get their names when they are whole, and Mountpoint for S3 renames nothing: the code writes objects itself.
    checkpoints: DataMount.stream(ml.artifacts.path('language/checkpoints')),
    output: DataMount.stream(ml.artifacts.path('language/models')),
    // A Secret that somebody, or ExternalSecrets, has made in the team's namespace.
    secrets: { HF_TOKEN: JobSecret.fromKubernetes('hugging-face', 'token') },
    tracking: ExperimentTracking.mlflow('https://mlflow.acme.internal', 'assistant'),
  };
  ml.addTrainingJob('Assistant', {
    ...shared,
    command: ['torchrun', 'fine_tune.py', '--model', 'meta-llama/Llama-3.1-70B-Instruct'],
    framework: TrainingFramework.pytorchFsdp(),
    nodes: Scaling.fixed(4),
    backend: TrainingBackend.cluster(train, { namespace: 'language', priority: 'release' }),
  });
  ml.addTrainingJob('AssistantTrial', {
    ...shared,
    command: ['torchrun', 'fine_tune.py', '--model', 'meta-llama/Llama-3.1-8B-Instruct'],
    framework: TrainingFramework.deepSpeed(3),
    nodes: Scaling.fixed(2),
    backend: TrainingBackend.cluster(train, { namespace: 'language', priority: 'research' }),
  });
}
