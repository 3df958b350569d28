import { EndpointSource } from '../../core/drift/source-plan';
import { REQUEST_TABLE } from '../../facts/gcp/drift-limits';
import { IMlPlatform } from '../platform/ml-platform-handle';

/** Where Vertex AI keeps what an endpoint was asked and answered. */
export interface RequestLog {
  readonly project: string;
  readonly datasetId: string;
  /** As SQL names it. */
  readonly table: string;
}

/** Vertex AI makes the table with the first request; the data set is there. */
export function requestLogOf({ endpoint }: EndpointSource): RequestLog {
  const { project } = endpoint._traits().platform as IMlPlatform;
  const datasetId = endpoint.captureLocation!.slice(`bq://${project}.`.length);
  return { project, datasetId, table: `${project}.${datasetId}.${REQUEST_TABLE}` };
}
