import { attributionConfig, biasConfig } from '../../../src/facts/aws/drift-clarify';
import { monitorImages, MONITOR_REGIONS } from '../../../src/facts/aws/drift-images';
import { jobDefinition, monitoringSchedule } from '../../../src/facts/aws/drift-jobs';
import { leastRuns, qualitySeries, runPeriodSeconds, signalViolations } from '../../../src/facts/aws/drift-metrics';
import { contentOfFiles, monitorJobs } from '../../../src/facts/aws/drift-monitor';
import { monitorProblems } from '../../../src/facts/aws/drift-refusals';
import { monitoringExpression } from '../../../src/facts/aws/drift-service';
import { REGIONS } from '../../../src/facts/aws/regions';
import { Json } from '../../support/cloudformation';
import { monitor, PLACE } from './drift-monitors';

const properties = (...args: Parameters<typeof jobDefinition>): Json => jobDefinition(...args);

describe('schedules of Model Monitor', () => {
  test.each([
    ['0 2 * * *', 'cron(0 2 ? * * *)'],
    ['0 * * * *', 'cron(0 * ? * * *)'],
    ['0 */6 * * *', 'cron(0 0/6 ? * * *)'],
    ['0 17/12 * * *', 'cron(0 17/12 ? * * *)'],
  ])('%s is %s', (crontab, expression) => {
    expect(monitoringExpression(crontab)).toBe(expression);
  });

  test.each(['30 2 * * *', '0 2 * * 1', '0 2 1 * *', '0 2,14 * * *', '*/5 * * * *'])('has no words for %s', (crontab) => {
    expect(monitoringExpression(crontab)).toBeUndefined();
  });
});

describe('jobs of Model Monitor', () => {
  const monitorJobDefinitions = () => monitorJobs(monitor()).map((job) => properties(job, monitor(), PLACE));

  test('are encrypted, in the platform\'s network, encrypted in between, and end after the time that they may take', () => {
    expect(monitorJobDefinitions()).toHaveLength(4);
    monitorJobDefinitions().forEach((definition) => {
      expect(definition).toMatchObject({
        RoleArn: PLACE.roleArn,
        JobResources: { ClusterConfig: { VolumeKmsKeyId: PLACE.keyArn } },
        NetworkConfig: { EnableInterContainerTrafficEncryption: true, VpcConfig: { Subnets: PLACE.subnetIds, SecurityGroupIds: ['sg-1'] } },
        StoppingCondition: { MaxRuntimeInSeconds: 3_600 },
      });
      expect(JSON.stringify(definition)).toContain(`"KmsKeyId":"${PLACE.keyArn}"`);
    });
  });

  test('quality looks at requests that are as old as their ground truth needs, a day of them', () => {
    const { ModelQualityJobInput, ModelQualityAppSpecification } = properties('model-quality', monitor(), PLACE);
    expect(ModelQualityJobInput.EndpointInput).toMatchObject({ StartTimeOffset: '-PT48H', EndTimeOffset: '-PT24H', ProbabilityAttribute: '0', ProbabilityThresholdAttribute: 0.5 });
    expect(ModelQualityJobInput.GroundTruthS3Input.S3Uri).toBe('s3://artifacts/fraud/truth');
    expect(ModelQualityAppSpecification.ProblemType).toBe('BinaryClassification');
  });

  test('uneven distances leave no requests out, and are no runs that are missing', () => {
    const uneven = monitor({ distanceSeconds: 4 * 3_600, windowSeconds: 5 * 3_600 });
    expect(properties('bias', uneven, PLACE).ModelBiasJobInput.EndpointInput.StartTimeOffset).toBe('-PT29H');
    expect(runPeriodSeconds(uneven)).toBe(5 * 3_600);
  });

  test('what is a label in the answer is read as one', () => {
    const regression = monitor({ schema: { ...monitor().schema, prediction: { problem: 'regression', column: 'price' } } });
    const { ModelQualityJobInput, ModelQualityAppSpecification } = properties('model-quality', regression, PLACE);
    expect(ModelQualityJobInput.EndpointInput.InferenceAttribute).toBe('0');
    expect(ModelQualityJobInput.EndpointInput.ProbabilityAttribute).toBeUndefined();
    expect(ModelQualityAppSpecification.ProblemType).toBe('Regression');
  });

  test('a schedule says the kind and the definition', () => {
    expect(monitoringSchedule('bias', monitor(), 'cron(0 2 ? * * *)', 'definition')).toMatchObject({
      MonitoringScheduleName: 'acme-ml-fraud-bias', MonitoringScheduleConfig: { MonitoringType: 'ModelBias', MonitoringJobDefinitionName: 'definition' },
    });
  });

  test('files have another place when what they are made of is another', () => {
    const changed = monitor({ signals: { ...monitor().signals, predictionDrift: { threshold: 0.4 } } });
    expect(contentOfFiles(changed)).not.toBe(contentOfFiles(monitor()));
    expect(contentOfFiles(monitor({ maxRunSeconds: 60 }))).toBe(contentOfFiles(monitor()));
  });
});

describe('metrics', () => {
  test('alarms look at what the machine counts, and not at values that have the time of old requests', () => {
    expect(signalViolations('acme-ml', 'acme-ml-fraud', 'model-quality')).toEqual({
      series: [{ namespace: 'MlPlatform/acme-ml', metricName: 'DriftViolations', dimensions: { DriftMonitor: 'acme-ml-fraud', Signal: 'model-quality' } }], expression: 'm0',
    });
  });

  test('of several classes quality is weighted', () => {
    const of = (problem: string, metric: string) => qualitySeries(monitor({ schema: { ...monitor().schema, prediction: { problem, column: 'x' } } }), 'endpoint', metric).metricName;
    expect(of('multiclass', 'f1')).toBe('weighted_f1');
    expect(of('multiclass', 'accuracy')).toBe('accuracy');
    expect(of('regression', 'rmse')).toBe('rmse');
  });

  test('a monitor ran when each of its jobs did, or when its baseline was just computed', () => {
    expect(leastRuns('acme-ml', monitor()).expression).toBe('MIN([FILL(m0,0),FILL(m1,0),FILL(m2,0),FILL(m3,0)])+FILL(m4,0)');
  });
});

describe('images', () => {
  test('are those of the region, in its partition', () => {
    expect(monitorImages('eu-west-1')!.analyzer).toBe('468650794304.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-model-monitor-analyzer');
    expect(monitorImages('cn-north-1')!.clarify).toBe('122526803553.dkr.ecr.cn-north-1.amazonaws.com.cn/sagemaker-clarify-processing:1.0');
    expect(MONITOR_REGIONS.filter((region) => !REGIONS[region])).toEqual([]);
  });
});

describe('what only SageMaker refuses', () => {
  const codes = (more: Parameters<typeof monitor>[0], region: string | undefined = 'eu-west-1', retrainedIn?: string, pipeline?: string) => {
    return monitorProblems(monitor(more), { region, retrainedIn, pipeline }).map(({ code }) => code);
  };
  const schema = (more: Json) => ({ schema: { ...monitor().schema, ...more } });

  test('takes a monitor of everything', () => expect(codes({})).toEqual([]));

  test.each<[string, string[]]>([
    ['drift/region', codes({}, 'mx-central-1')],
    ['drift/request-format', codes(schema({ requestFormat: 'json-instances' }))],
    ['drift/positive-label', codes(schema({ prediction: { problem: 'binary', column: 'fraud', positive: 'yes', threshold: 0.5 } }))],
    ['drift/no-ground-truth', codes({ groundTruth: undefined })],
    ['drift/format', codes({ baseline: { ...monitor().baseline, format: 'json-lines' } })],
    ['drift/retrain-place', codes({}, 'eu-west-1', 'cluster')],
    ['drift/schedule-short', codes({ distanceSeconds: 3_600, maxRunSeconds: 2_700 })],
  ])('%s', (code, found) => {
    expect(found).toEqual([code]);
  });

  test('a region that is known only at deployment has no images', () => {
    expect(monitorProblems(monitor(), {}).map(({ code }) => code)).toEqual(['drift/region']);
  });

  test('bias of probabilities knows 1 and 0 only, as Clarify makes them; of labels it knows any', () => {
    const { bias } = monitor().signals;
    const of = (threshold?: number) => codes({ ...schema({ prediction: { problem: 'binary', column: 'fraud', positive: 'yes', threshold } }), signals: { bias } });
    expect(of(0.5)).toEqual(['drift/positive-label']);
    expect(of()).toEqual([]);
  });

  test.each(['arn:aws:sagemaker:eu-west-1:123456789012:pipeline/retrain', 'a b', '-a', 'a'.repeat(257)])('%s is no name of a pipeline', (pipeline) => {
    expect(codes({}, 'eu-west-1', undefined, pipeline)).toEqual(['drift/pipeline-name']);
    expect(codes({}, 'eu-west-1', undefined, 'Retrain-Fraud2')).toEqual([]);
  });

  test('what joins ground truth has half of an hour, and what does not has all of it', () => {
    const { dataQuality } = monitor().signals;
    expect(codes({ distanceSeconds: 3_600, maxRunSeconds: 1_800 })).toEqual([]);
    expect(codes({ distanceSeconds: 3_600, maxRunSeconds: 2_700, signals: { dataQuality } })).toEqual([]);
  });

  test('JSON is fine for data quality and drift', () => {
    const { dataQuality, dataDrift, predictionDrift } = monitor().signals;
    expect(codes({ ...schema({ requestFormat: 'json-records' }), signals: { dataQuality, dataDrift, predictionDrift } })).toEqual([]);
  });
});

describe('what Clarify is told', () => {
  test('names all columns of requests, and who is positive and in the group, as the data writes them', () => {
    const facts = monitor({ schema: { ...monitor().schema, recordId: 'transaction_id' } });
    expect(biasConfig(facts)).toMatchObject({
      headers: ['amount', 'country', 'vip', 'age', 'transaction_id', 'fraud'],
      label: 'fraud',
      label_values_or_threshold: [1],
      facet: [{ name_or_index: 'country', value_or_threshold: ['NL'] }],
    });
    expect(attributionConfig(facts, PLACE)).toMatchObject({
      headers: ['amount', 'country', 'vip', 'age', 'transaction_id'], predictor: { model_name: 'fraud-model', endpoint_name_prefix: 'acme-ml-fraud' },
    });
  });
});
