import { IIdentity } from '../../core';
import { refuse, stableSuffix } from '../../core/private';
import { EndpointCaller } from './endpoint-caller';
import { ClusterEndpointPlan } from './endpoint-labels';

/** Who may call an endpoint in a cluster: each namespace once. */
export class EndpointCallers {
  private readonly namespaces = new Set<string>();

  /** `stable` makes a text that is the same in each run of a namespace, which may be known at deployment only. */
  public constructor(private readonly plan: ClusterEndpointPlan, private readonly stable: (namespace: string) => string = (namespace) => namespace) {}

  /**
   * Lets in the account of a namespace. A cluster knows its own accounts only, and of identities of a cloud those that it made one of: without a namespace it throws
   * `serving/grant-in-cluster`.
   */
  public admit({ identityName }: IIdentity, namespace: string | undefined): void {
    const { plan: { name, place }, namespaces } = this;
    if (namespace === undefined) {
      refuse(
        'serving/grant-in-cluster',
        `'${identityName}' is to call '${name}', but a cluster knows its own service accounts only: give the identity of one of them, such as cluster.addServiceAccount(…) makes, or put a gateway before it`,
      );
    }
    if (namespaces.has(namespace)) return;
    place.cluster.install(new EndpointCaller(this.plan, namespace, stableSuffix(this.stable(namespace))));
    namespaces.add(namespace);
  }
}
