import { PlatformPlan } from '../../core/platform/ml-platform-plan';
import { SERVICES } from '../../facts/gcp/services';
import { ServiceName } from './api-services';
import { MlPlatformProps } from './ml-platform-props';

/** What the platform uses, and nothing else. */
export function servicesOf(plan: PlatformPlan, props: MlPlatformProps): ServiceName[] {
  // Clusters, jobs, endpoints and feature stores switch on what they need.
  const unused: ServiceName[] = [
    'bigquery', 'bigqueryconnection', 'container', 'containerfilesystem', 'cloudscheduler', 'eventarc', 'firestore', 'pubsub', 'secretmanager', 'workflowexecutions', 'workflows',
  ];
  if (!plan.budget) unused.push('billingbudgets');
  if (props.existingEncryptionKey && !props.artifacts?.replicaRegion) unused.push('cloudkms');
  if (!plan.network) unused.push('servicenetworking');
  if (!plan.network || plan.centralDns) unused.push('dns');
  if (props.existingRegistry || !plan.registry.scanOnPush) unused.push('containerscanning');
  return (Object.keys(SERVICES) as ServiceName[]).filter((name) => !unused.includes(name));
}
