import { ImageCatalogue } from '../../../src/core/runtime/image-catalogue';

/** Images that do not exist, with one of every case that a plan meets. */
export const IMAGES: ImageCatalogue = {
  images: [
    { framework: 'pytorch', version: '2.9.0', use: 'training', accelerator: 'gpu', image: 'torch:2.9.0-gpu', registry: 'regional', python: '3.12', cuda: '13.0' },
    { framework: 'pytorch', version: '2.10.1', use: 'training', accelerator: 'gpu', image: 'torch:2.10.1-gpu', registry: 'regional', python: '3.13', cuda: '12.8' },
    { framework: 'pytorch', version: '2.10.0', use: 'training', accelerator: 'gpu', image: 'torch:2.10.0-gpu', registry: 'regional', cuda: '13.0' },
    { framework: 'pytorch', version: '2.10.1', use: 'training', accelerator: 'cpu', image: 'torch:2.10.1-cpu', registry: 'regional' },
    { framework: 'pytorch', version: '2.4', use: 'training', accelerator: 'gpu', image: 'torch:2.4-gpu', registry: 'regional', cuda: '12' },
    { framework: 'sklearn', version: '1.5', use: 'training', accelerator: 'cpu', image: 'docker.io/acme/sklearn:1.5', python: '3.11' },
    { framework: 'vllm', version: '0.27.0', use: 'serving', accelerator: 'gpu', image: 'docker.io/acme/vllm:0.27.0', cuda: '13.0' },
    { framework: 'ray', version: '2.56.0', use: 'serving', accelerator: 'cpu', image: 'docker.io/acme/ray:2.56.0' },
    { framework: 'tgi', version: '3.3.6', use: 'serving', accelerator: 'gpu', image: 'docker.io/acme/tgi:3.3.6', cuda: '12.4' },
    { framework: 'horovod', version: '0.28.1', use: 'training', accelerator: 'gpu', image: 'docker.io/acme/horovod:0.28.1', cuda: '11.3' },
  ],
  registries: { regional: { 'eu-central-1': 'eu.registry.acme', 'us-east-1': 'us.registry.acme' } },
};
