import { monitorLines } from '../../../src/facts/aws/drift-evidently';
import { matches } from '../log-patterns';

const LINES = monitorLines('acme-ml-train', 'fraud', 'acme-ml-fraud');

/** What the audit log of EKS writes when the controller of Jobs writes a status. */
function statusOf(owner: string, ending: string, namespace = 'fraud') {
  const metadata = { name: `${owner}-29401560`, namespace, ownerReferences: [{ apiVersion: 'batch/v1', kind: 'CronJob', name: owner, controller: true }] };
  return JSON.stringify({
    verb: 'update',
    objectRef: { resource: 'jobs', namespace, name: metadata.name, apiGroup: 'batch', subresource: 'status' },
    responseObject: { kind: 'Job', metadata, status: { conditions: [{ type: 'SuccessCriteriaMet', status: 'True' }, { type: ending, status: 'True' }] } },
  });
}

const counted = (line: string) => (['endedRuns', 'failedRuns'] as const).filter((what) => matches(LINES[what].pattern, line));

test('a run of a monitor that ended is counted, by how it ended', () => {
  expect(counted(statusOf('acme-ml-fraud', 'Complete'))).toEqual(['endedRuns']);
  expect(counted(statusOf('acme-ml-fraud', 'Failed'))).toEqual(['failedRuns']);
  expect(counted(statusOf('acme-ml-fraud', 'Suspended'))).toEqual([]);
});

test('a baseline that is computed, and a run of another monitor, are none of its runs', () => {
  ['acme-ml-fraud-baseline', 'acme-ml-fraud-eu'].forEach((owner) => expect(counted(statusOf(owner, 'Complete'))).toEqual([]));
  expect(counted(statusOf('acme-ml-fraud', 'Complete', 'vision'))).toEqual([]);
});

test('where runs are missing there are zeros, of a log that a cluster always writes', () => {
  expect(LINES.endedRuns).toMatchObject({ logGroup: '/aws/eks/acme-ml-train/cluster', otherwise: 0, dimensions: {} });
});
