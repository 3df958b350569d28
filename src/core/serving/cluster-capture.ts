import { Problems, refuse } from '../private';
import { checkCapturePath } from './capture-path';
import { ClusterPlace } from './cluster-endpoint-plan';
import { ModelEndpointContext, ModelEndpointPlan, modelsOf } from './model-endpoint-plan';

type Plan = ModelEndpointPlan<ClusterPlace>;

/** What keeps the requests of an endpoint in a cluster is called, and so are its account and its release: no model of an endpoint has a name that begins so. */
export function captureName(endpoint: string): string {
  return `capture-${endpoint}`;
}

/** The folder of a store that requests are kept in where nobody says another. */
export function captureFolder(endpoint: string): string {
  return `capture/${endpoint}`;
}

/** Notes why the requests of an endpoint in a cluster cannot be kept, or not there. */
export function checkClusterCapture(plan: Plan, { storageUri, storageName }: Pick<ModelEndpointContext, 'storageUri' | 'storageName'>, problems: Problems): void {
  const { name, place: { cluster, namespace }, capture } = plan;
  if (!capture) return;
  reasons(plan).forEach((reason) => problems.add('serving/kind', reason));
  checkCapturePath(plan, { storageUri, storageName, writer: 'what keeps them' }, problems);
  cluster._checkServiceAccount(captureName(name), { namespace, serviceAccountName: captureName(name) }, problems);
}

/** Throws `serving/kind` where the requests of an endpoint that is there already cannot be kept. */
export function requireCapturable(plan: Plan): void {
  const [reason] = reasons(plan);
  if (reason !== undefined) refuse('serving/kind', `the endpoint '${plan.name}': ${reason}`);
}

/**
 * The logger of KServe puts each request into a queue of 100, and the requests behind it wait when nobody takes them out of it:
 * https://github.com/kserve/kserve/blob/v0.20.0/pkg/logger/worker.go
 */
function reasons(plan: Plan): string[] {
  const grpc = modelsOf(plan).filter(({ model }) => model.container.grpc);
  return [
    ...(plan.place.knative ? ["requests are to be kept, but with Knative nobody sees them beside KServe's logger, which keeps all or none, and holds them up when it cannot write: take EndpointKind.deployment(…), or KServe in a cluster without Knative"] : []),
    ...grpc.map(({ name }) => `requests are to be kept, but the container of '${name}' speaks gRPC, whose messages are neither JSON nor CSV: let it answer by HTTP, or write them itself`),
  ];
}
