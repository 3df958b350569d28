import { mostMachines, SageMakerEndpoint } from './serving-endpoint';

interface InstanceQuota {
  readonly quota: string;
  readonly unit: string;
  readonly needed: number;
}

/**
 * What an endpoint needs at its largest, as Service Quotas calls it: https://docs.aws.amazon.com/general/latest/gr/sagemaker.html#limits_sagemaker. A rollout starts a
 * new fleet beside the old one, of components a second copy of half of them.
 */
export function servingQuotas(endpoint: SageMakerEndpoint): InstanceQuota[] {
  const isComponent = endpoint.place.kind === 'scale-to-zero';
  const all = [...endpoint.variants, ...(endpoint.shadow ? [endpoint.shadow] : [])];
  const machines = [...new Set(all.map(({ machine }) => machine!.name))];
  return machines.map((name) => {
    const most = all.filter(({ machine }) => machine!.name === name).reduce((sum, variant) => sum + mostMachines(variant), 0);
    return { quota: `${name} for endpoint usage`, unit: 'instance', needed: isComponent ? Math.ceil(most * 1.5) : most * 2 };
  });
}
