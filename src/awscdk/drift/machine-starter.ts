import { CompositePrincipal, ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { MONITOR_STARTER } from '../../facts/aws/drift-rights';
import { fill } from '../../facts/aws/fill';
import { OF_THIS_ACCOUNT } from '../../facts/aws/job-rights';
import { EVENTS_SERVICE, SCHEDULER_SERVICE } from '../../facts/aws/job-schedules';
import { statements } from '../identity/statements';
import { DriftContext } from './drift-context';

/** Who starts the machines of a monitor: rules, and the schedule of its baseline. */
export class MachineStarter extends Construct {
  public readonly role: Role;
  /** What has to be there before something is started. */
  public readonly policy: ManagedPolicy;

  public constructor(scope: Construct, id: string, { plan, values }: DriftContext, machines: readonly string[]) {
    super(scope, id);
    const trusted = [EVENTS_SERVICE, SCHEDULER_SERVICE].map((service) => new ServicePrincipal(service).withConditions(fill(OF_THIS_ACCOUNT, values)));
    this.role = new Role(this, 'Role', { description: `${plan.name}: starts the machines of the monitor`, assumedBy: new CompositePrincipal(...trusted) });
    this.policy = new ManagedPolicy(this, 'Policy', {
      description: `${plan.name}: starting the machines of the monitor`, statements: statements(MONITOR_STARTER, { ...values, machines }), roles: [this.role],
    });
  }
}
