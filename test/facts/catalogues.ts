import { ImageCatalogue } from '../../src/core/runtime/image-catalogue';
import { REGISTRIES as AWS_REGISTRIES } from '../../src/facts/aws/image-registries';
import { IMAGES as AWS_IMAGES } from '../../src/facts/aws/images';
import { IMAGES as AZURE_IMAGES } from '../../src/facts/azure/images';
import { IMAGES as GCP_IMAGES, REGISTRIES as GCP_REGISTRIES } from '../../src/facts/gcp/images';
import { IMAGES as KUBERNETES_IMAGES } from '../../src/facts/kubernetes/images-runtimes';

/** The images of each cloud, as its target hands them to a plan. */
export const CATALOGUES: Readonly<Record<string, ImageCatalogue>> = {
  'AWS': { images: AWS_IMAGES, registries: AWS_REGISTRIES },
  'Google Cloud': { images: GCP_IMAGES, registries: GCP_REGISTRIES },
  'Azure': { images: AZURE_IMAGES, registries: {} },
  'Kubernetes': { images: KUBERNETES_IMAGES, registries: {} },
};
