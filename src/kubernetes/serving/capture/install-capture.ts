import { ArtifactPath, IArtifactStore, IIdentity } from '../../../core';
import { captureFolder, captureName } from '../../../core/serving/cluster-capture';
import { CapturePlan } from '../../../core/serving/model-endpoint-plan';
import { ClusterEndpoint } from '../cluster-endpoint';
import { ClusterEndpointPlan } from '../endpoint-labels';
import { CollectorStore } from './collector-store';
import { RequestCapture } from './request-capture';

/** How a target keeps requests. */
export interface CaptureWish {
  readonly endpoint: ClusterEndpoint;
  readonly plan: ClusterEndpointPlan;
  readonly capture: CapturePlan;
  /** Where they go when nobody says where. */
  readonly artifacts: IArtifactStore;
  readonly store: Omit<CollectorStore, 'path'>;
  /** Lets an account write into a folder, whose key ends with a slash. */
  grantWrite(path: ArtifactPath, folder: string, identity: IIdentity): void;
}

/** Has the requests of an endpoint kept: meters send copies to a collector, whose account writes that folder. Gives the folder; throws `serving/kind` where nothing could send them. */
export function installCapture({ endpoint, plan, capture, artifacts, store, grantWrite }: CaptureWish): ArtifactPath {
  const { name, place: { cluster, namespace } } = plan;
  endpoint.keepRequests(capture);
  const path = capture.path ?? artifacts.path(captureFolder(name));
  const account = cluster.addServiceAccount(captureName(name), { namespace, serviceAccountName: captureName(name) });
  grantWrite(path, path.key.replace(/\/*$/, '/'), account.identity);
  const { serviceAccountName, podLabels } = account;
  cluster.install(new RequestCapture(plan, { serviceAccountName, podLabels, store: { ...store, path } }));
  return path;
}
