import { SageMakerJob } from './sagemaker-job';

interface InstanceQuota {
  readonly quota: string;
  readonly unit: string;
  readonly needed: number;
}

/**
 * What one run needs, as Service Quotas calls it: https://docs.aws.amazon.com/general/latest/gr/sagemaker.html#limits_sagemaker. Machines that stay warm count
 * against a quota of their own, too, which is 0 at first: https://docs.aws.amazon.com/sagemaker/latest/dg/train-warm-pools.html. What a training plan reserved
 * was granted with it.
 */
export function trainingQuotas({ nodes: { max: needed }, place }: SageMakerJob): InstanceQuota[] {
  const { machine: { name }, capacity, keepWarmSeconds } = place;
  const used = capacity === 'reservation' ? [] : [`${name} for ${capacity === 'spot' ? 'spot ' : ''}training job usage`];
  return [
    ...used,
    ...(keepWarmSeconds ? [`${name} for training warm pool usage`] : []),
    ...(needed > 1 ? ['Maximum number of instances per training job'] : []),
  ].map((quota) => ({ quota, unit: 'instance', needed }));
}
