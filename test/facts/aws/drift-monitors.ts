import { MonitorFacts, MonitorPlace } from '../../../src/facts/aws/drift-monitor';

const LIMITS = { missingPercent: 5, typeErrorPercent: 1, outOfRangePercent: 10 };

/** A monitor of everything, as core's plan says it. */
export function monitor(more: Partial<MonitorFacts> = {}): MonitorFacts {
  return {
    name: 'acme-ml-fraud',
    schema: {
      features: [{ name: 'amount', type: 'float' }, { name: 'country', type: 'string' }, { name: 'vip', type: 'bool' }, { name: 'age', type: 'int' }],
      prediction: { problem: 'binary', column: 'fraud', positive: '1', threshold: 0.5 },
      requestFormat: 'csv',
    },
    baseline: { path: { uri: 's3://artifacts/fraud/train', key: 'fraud/train' }, format: 'csv' },
    signals: {
      dataQuality: { limits: LIMITS, features: { amount: LIMITS, country: { ...LIMITS, missingPercent: 50 }, vip: LIMITS, age: LIMITS } },
      dataDrift: { threshold: 0.1, features: { amount: 0.1, country: 0.2, vip: 0.1, age: 0.1 } },
      predictionDrift: { threshold: 0.3 },
      modelQuality: { thresholds: [{ metric: 'f1', value: 0.8, bound: 'least' }, { metric: 'auc', value: 0.9, bound: 'least' }] },
      bias: {
        facets: [{ feature: 'country', values: ['NL'] }],
        thresholds: [{ metric: 'demographic-parity-difference', value: 0.1 }, { metric: 'disparate-impact', value: 0.8 }],
      },
      attribution: { threshold: 0.9 },
    },
    groundTruth: { path: { uri: 's3://artifacts/fraud/truth' }, delaySeconds: 86_400 },
    distanceSeconds: 86_400,
    windowSeconds: 86_400,
    maxRunSeconds: 3_600,
    ...more,
  };
}

export const PLACE: MonitorPlace = {
  partition: 'aws',
  platformName: 'acme-ml',
  endpointName: 'acme-ml-fraud-endpoint',
  modelName: 'fraud-model',
  roleArn: 'arn:aws:iam::123456789012:role/monitor',
  subnetIds: ['subnet-1', 'subnet-2'],
  securityGroupId: 'sg-1',
  keyArn: 'arn:aws:kms:eu-west-1:123456789012:key/1',
  images: { analyzer: '468650794304.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-model-monitor-analyzer', clarify: '131013547314.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-clarify-processing:1.0' },
  bucket: 'artifacts',
  content: '0123456789abcdef',
  reportsUri: 's3://artifacts/drift/acme-ml-fraud',
  tags: { team: 'risk' },
};
