import { Construct } from 'constructs';
import { IArtifactStore, IIdentity } from '../../core';
import { requireGranteeOf } from '../../core/identity/persona-plan';
import { refuse } from '../../core/private';
import { isPushed } from '../../kubernetes/features/feature-labels';
import { producerName } from '../../kubernetes/streaming/stream-names';
import { Identity } from '../identity/identity';
import { SecretReader } from '../identity/secret-reader';
import { FeatureGroupProps } from './feature-group';

/**
 * Who may use a group. Feast and the network are told the namespace of a service account, Kafka has a certificate that it may read. The files are opened by the key of their store,
 * and no key opens a part of it: https://min.io/docs/minio/linux/administration/identity-access-management.html has one a user, whom nobody here makes.
 */
export class FeatureGrants {
  private readonly producers?: SecretReader;

  public constructor(private readonly group: Construct, private readonly props: FeatureGroupProps) {
    const { plan, platform } = props;
    if (props.group.source.kind !== 'stream') return;
    const secret = producerName(plan, props.group);
    this.producers = new SecretReader(group, 'Producers', { namespace: plan.place.namespace, labels: { ...platform.tags }, name: secret, secret });
  }

  public read(identity: IIdentity): void {
    const { group, features } = this.props;
    requireGranteeOf('kubernetes', identity, this.group);
    if (group.online !== undefined) features.admitReader(group.groupName, this.namespaceOf(identity, 'read'));
    if (group.offline) this.files().grantRead(identity);
  }

  public write(identity: IIdentity): void {
    const { group, features } = this.props;
    requireGranteeOf('kubernetes', identity, this.group);
    if (!isPushed(group)) {
      this.files().grantWrite(identity);
      return;
    }
    features.admitWriter(group, this.namespaceOf(identity, 'write'));
    this.producers?.grant(identity);
  }

  private files(): IArtifactStore {
    const { group: { source }, platform } = this.props;
    return source.kind === 'table' ? source.path.store : platform.artifacts;
  }

  private namespaceOf(identity: IIdentity, right: string): string {
    const { namespace } = identity as Identity;
    return namespace ?? refuse(
      'features/grant-in-cluster',
      `'${identity.identityName}' is to ${right} '${this.props.group.groupName}', but Feast knows service accounts only: give the identity of one, such as cluster.addServiceAccount(…) makes`,
    );
  }
}
