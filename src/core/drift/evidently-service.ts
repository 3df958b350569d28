import { Duration } from '../units';
import { BiasMetric } from './bias-threshold';
import { DataFormat } from './data-format';
import { DriftMeasure } from './drift-measure';
import { DriftService } from './drift-service';
import { QualityMetric } from './quality-threshold';
import { RequestFormat } from './request-format';

/** What a monitor of Evidently can do, in every cluster. */
export const EVIDENTLY_SERVICE: DriftService = {
  name: 'Evidently',
  // Kubernetes and Helm take names of 52 and 53 characters with what is put behind: https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/
  nameRule: {
    what: 'a monitor in a cluster',
    minLength: 1,
    maxLength: 32,
    pattern: /^[a-z](?:[a-z0-9-]*[a-z0-9])?$/,
    allowed: 'lower-case letters, digits and hyphens, a letter first and no hyphen last',
    separator: '-',
  },
  measures: [DriftMeasure.JENSEN_SHANNON, DriftMeasure.PSI, DriftMeasure.L_INFINITY],
  qualityMetrics: Object.values(QualityMetric),
  biasMetrics: Object.values(BiasMetric),
  requestFormats: [RequestFormat.JSON_INSTANCES, RequestFormat.JSON_RECORDS, RequestFormat.CSV],
  baselineFormats: Object.values(DataFormat),
  batchFormats: Object.values(DataFormat),
  joinsByRecordId: true,
  // All results of a run have room in a ConfigMap, which takes 1 MiB: https://kubernetes.io/docs/concepts/configuration/configmap/
  mostFeatures: 200,
  mostSegments: 10,
  // Requests and ground truth lie in folders by the hour.
  leastDistance: Duration.hours(1),
  // The keys that a pod of EKS is given hold for six hours: https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html
  longestRun: Duration.hours(6),
};
