import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { PRIVATE_DOMAINS, PrivateAccessFact } from '../../facts/gcp/private-access';
import { DnsManagedZone } from '../../providers/google/dns-managed-zone';
import { DnsPolicy } from '../../providers/google/dns-policy';
import { DnsRecordSet } from '../../providers/google/dns-record-set';

/** What the network says of its names. */
export interface PrivateDnsProps {
  readonly project: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly networkId: string;
  readonly access: PrivateAccessFact;
  readonly after: ITerraformDependable[];
}

const TTL = 300;

/** Zones that answer with private addresses for Google's services, and a policy that records what is asked. */
export class PrivateDns extends Construct {
  public constructor(scope: Construct, id: string, settings: PrivateDnsProps) {
    super(scope, id);
    const { project, name, networkId, after } = settings;
    PRIVATE_DOMAINS.forEach((fact) => this.addZone(fact.id, fact.domain, settings));
    new DnsPolicy(this, 'Policy', { project, name, enableLogging: true, networks: [{ networkUrl: networkId }], dependsOn: after });
  }

  private addZone(id: string, domain: string, { project, name, labels, networkId, access, after }: PrivateDnsProps): void {
    const zone = new DnsManagedZone(this, `${id}-zone`, {
      project,
      name: `${name}-${id}`,
      dnsName: `${domain}.`,
      description: `Answers for ${domain} with private addresses.`,
      visibility: 'private',
      privateVisibilityConfig: { networks: [{ networkUrl: networkId }] },
      labels: { ...labels },
      dependsOn: after,
    });
    // The host of the addresses lies below googleapis.com; elsewhere the domain itself answers.
    const host = access.host.endsWith(`.${domain}`) ? access.host : domain;
    const record = { project, managedZone: zone.name, ttl: TTL };
    new DnsRecordSet(this, `${id}-addresses`, { ...record, name: `${host}.`, type: 'A', rrdatas: [...access.addresses] });
    new DnsRecordSet(this, `${id}-names`, { ...record, name: `*.${domain}.`, type: 'CNAME', rrdatas: [`${host}.`] });
  }
}
