/** What this library knows of one image for Azure Machine Learning. */
export interface ImageFacts {
  readonly framework: string;
  readonly version: string;
  readonly use: 'training' | 'serving';
  readonly accelerator: 'gpu' | 'cpu';
  /** Host, repository and tag. */
  readonly image: string;
  readonly python?: string;
  readonly cuda?: string;
}

const CURATED = 'mcr.microsoft.com/azureml/curated';
const USES = [{ use: 'training' }, { use: 'serving' }] as const;

/**
 * Curated environments. The number is the version of the environment, so that each is also `azureml://registries/azureml/environments/<name>/versions/<number>`; which
 * numbers there are is in `vuln-remediation-tracking.md` beside each under https://github.com/Azure/azureml-assets/tree/main/assets/training/general/environments (read up to
 * 2b34ac72, September 2026), what is in them in `context/Dockerfile` and `conda_dependencies.yaml`. An environment called lightgbm-3.3 has LightGBM 4.6 and XGBoost 1.7.
 *
 * All of them have the inference server, and so serve what they train: they copy its assets (`o16n-base/python-assets`) or have azureml-defaults, which brings
 * azureml-inference-server-http: https://learn.microsoft.com/en-us/azure/machine-learning/how-to-inference-server-http
 */
const CURATED_IMAGES: readonly ImageFacts[] = USES.flatMap((use): ImageFacts[] => [
  { framework: 'pytorch', version: '2.8', ...use, accelerator: 'gpu', image: `${CURATED}/acpt-pytorch-2.8-cuda12.6:13`, python: '3.10', cuda: '12.6' },
  { framework: 'pytorch', version: '2.8', ...use, accelerator: 'cpu', image: `${CURATED}/acpt-pytorch-2.8-cuda12.6:13`, python: '3.10' },
  { framework: 'tensorflow', version: '2.16.2', ...use, accelerator: 'gpu', image: `${CURATED}/tensorflow-2.16-cuda12:30`, python: '3.11', cuda: '12.8' },
  { framework: 'tensorflow', version: '2.16.2', ...use, accelerator: 'cpu', image: `${CURATED}/tensorflow-2.16-cuda12:30`, python: '3.11' },
  { framework: 'sklearn', version: '1.5', ...use, accelerator: 'cpu', image: `${CURATED}/sklearn-1.5:49`, python: '3.10' },
  { framework: 'lightgbm', version: '4.6', ...use, accelerator: 'cpu', image: `${CURATED}/lightgbm-3.3:87`, python: '3.10' },
  { framework: 'xgboost', version: '1.7', ...use, accelerator: 'cpu', image: `${CURATED}/lightgbm-3.3:87`, python: '3.10' },
]);

/**
 * Base images with Open MPI: https://github.com/Azure/AzureML-Containers. The tags are those that the curated environments above were built from, as their
 * `vuln-remediation-tracking.md` has them; the one with CUDA is automl-gpu's.
 */
const OPEN_MPI: readonly ImageFacts[] = [
  { framework: 'mpi', version: '5.0', use: 'training', accelerator: 'gpu', image: 'mcr.microsoft.com/azureml/openmpi5.0-cuda12.4-ubuntu22.04:20260901.v1', cuda: '12.4' },
  { framework: 'mpi', version: '5.0', use: 'training', accelerator: 'cpu', image: 'mcr.microsoft.com/azureml/openmpi5.0-ubuntu24.04:20260901.v1' },
];

/** Images for jobs and endpoints of Azure Machine Learning. There are none of JAX, Ray, Hugging Face, AutoGluon, DeepSpeed alone, Horovod, and of servers. */
export const IMAGES: readonly ImageFacts[] = [...CURATED_IMAGES, ...OPEN_MPI];
