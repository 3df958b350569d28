import { mirroredImage } from '../mirrored-image';

const SERVING = 'gcr.io/knative-releases/knative.dev/serving';
const OPERATOR = 'gcr.io/knative-releases/knative.dev/operator/cmd';

/** What takes the place of a request's own container while there is none, and what counts requests beside each model. */
const QUEUE = `${SERVING}/cmd/queue@sha256:b1af8bda6c1d32b1cf5fbf8f1f6068c5007a5cebf091039fdea83b88b1fd87f4`;

/**
 * What the operator 1.22.3 starts for Serving 1.22.1, by the names that it knows them by:
 * https://github.com/knative/operator/tree/knative-v1.22.3/cmd/operator/kodata/knative-serving/1.22.1 and
 * https://github.com/knative/operator/blob/knative-v1.22.3/cmd/operator/kodata/ingress/1.22/kourier/kourier.yaml
 */
const IMAGES: Readonly<Record<string, string>> = {
  'activator': `${SERVING}/cmd/activator@sha256:5deaef961fef8d1417f6d4a4dfae2fc338f2d30d72c4ad58c3ab392b2c04705b`,
  'autoscaler': `${SERVING}/cmd/autoscaler@sha256:5bae38655d87df86b041083fbe51791816473245f752432ba9b85a7b12f73cd5`,
  'autoscaler-hpa': `${SERVING}/cmd/autoscaler-hpa@sha256:5e5cb34096b58befe77e9c27f003cde97e7707e9dd047e1d50786892cb566dbf`,
  'controller/controller': `${SERVING}/cmd/controller@sha256:94329d85200c2fc31ed1166a26568ca1357376c149c147e71f400cf28be3c816`,
  'webhook': `${SERVING}/cmd/webhook@sha256:8470456be214e93a84e3c7b79a632aa9978bd8ecda553feaa47878a2c24ab84d`,
  'queue-proxy': QUEUE,
  'migrate': 'gcr.io/knative-releases/knative.dev/pkg/apiextensions/storageversion/cmd/migrate@sha256:049f9cb03f4867b3bc4eb6043a33bf8673603fc4ce99c02e7953df049ad63844',
  'cleanup': `${SERVING}/pkg/cleanup/cmd/cleanup@sha256:6f771871352be1f9266615b119d85d949c7acf305316de021dd9c17c3d92e219`,
  'net-kourier-controller/controller': 'gcr.io/knative-releases/knative.dev/net-kourier/cmd/kourier@sha256:01abd2070ccf8680885c47990e42c05c09e30bc8595d9246f4dcd37f2220a2a2',
  'kourier-gateway': 'docker.io/envoyproxy/envoy:v1.37-latest',
};

/** All images of Serving and of its gateway, from a mirror. */
export function servingImages(mirror: string): Record<string, string> {
  return Object.fromEntries(Object.entries(IMAGES).map(([name, image]) => [name, mirroredImage(mirror, image)]));
}

/** The image beside each model, from a mirror. */
export function queueImage(mirror: string): string {
  return mirroredImage(mirror, QUEUE);
}

/** The operator and its webhook, without their tags. */
export function operatorImages(mirror: string): { readonly operator: string; readonly webhook: string } {
  return { operator: mirroredImage(mirror, `${OPERATOR}/operator`), webhook: mirroredImage(mirror, `${OPERATOR}/webhook`) };
}
