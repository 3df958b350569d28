import { Baseline, Duration, IModelRegistry, Retrain, Schedule } from '../../../src/core';
import { Problems } from '../../../src/core/private';
import { checkCloudRegistry, checkCronJob, checkEvidently } from '../../../src/kubernetes/drift/evidently-checks';
import { jobWith } from '../../core/drift/fake-drift';
import { clusterWith, inCluster, path } from '../../core/jobs/fake-jobs';
import { codesOf } from '../../support/refusals';
import { CLUSTER, planned } from './monitors';

const codes = (check: (problems: Problems) => void) => codesOf(() => {
  const problems = new Problems();
  check(problems);
  problems.throwIfAny();
});

describe('what a monitor in a cluster cannot start', () => {
  const retrains = (retrain: Retrain, cluster = CLUSTER) => codes((problems) => checkEvidently(planned({ onDrift: { retrain } }, cluster), problems));

  test('is a job of the cloud\'s own service, and one of another cluster', () => {
    expect(retrains(Retrain.job(jobWith()))).toEqual(['drift/retrain-place']);
    expect(retrains(Retrain.job(jobWith({ backend: inCluster() })))).toEqual(['drift/retrain-place']);
  });

  test('is a Workflow where nothing runs workflows', () => {
    expect(retrains(Retrain.pipeline('retrain-fraud'))).toEqual([]);
    expect(retrains(Retrain.pipeline('retrain-fraud'), clusterWith({ provided: [] }))).toEqual(['software/need-missing']);
    ['a b/../c', 'Retrain', 'arn:aws:sagemaker:eu-west-1:123456789012:pipeline/retrain'].forEach((name) => expect(retrains(Retrain.pipeline(name))).toEqual(['drift/pipeline-name']));
  });
});

test('a baseline of a cloud\'s registry is refused, whose approvals no pod hears of', () => {
  const renewedBy = { registrySystem: 'able', modelName: 'fraud' } as unknown as IModelRegistry;
  const plan = { ...planned(), baseline: Baseline.trainingData(path('train'), { renewedBy }) };
  expect(codes((problems) => checkCloudRegistry(plan, problems))).toEqual(['drift/renewed-by-place']);
  expect(codes((problems) => checkCloudRegistry(planned(), problems))).toEqual([]);
});

test.each<[Schedule, string[]]>([
  [Schedule.every(Duration.hours(6)), []],
  [Schedule.every(Duration.days(1)), []],
  [Schedule.daily(2), []],
  [Schedule.every(Duration.hours(5)), ['drift/schedule']],
  [Schedule.every(Duration.minutes(90)), ['drift/schedule']],
  [Schedule.every(Duration.days(2)), ['drift/schedule']],
])('a distance that a CronJob does not have is refused (%#)', (schedule, expected) => {
  expect(codes((problems) => checkCronJob(schedule, problems))).toEqual(expected);
});
