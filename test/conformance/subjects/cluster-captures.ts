import { Json, list } from '../../support/cloudformation';
import { EndpointFacts, SoftwareFacts } from '../facts';
import { AccountFacts } from './cluster-jobs';

/** Which requests of an endpoint are kept: as its meters are told, and where the collector beside it writes. */
export function captureOf(endpoint: string, pods: readonly Json[], software: readonly SoftwareFacts[], account: AccountFacts): EndpointFacts['capture'] {
  const percents = pods.flatMap(({ initContainers }) => list<Json>(initContainers)).flatMap(({ name, args }) => (name === 'meter' ? copied(args as string[]) : []));
  const of = software.flatMap(({ manifests }) => manifests).filter(({ metadata }) => metadata.labels?.['ml-platform/captures'] === endpoint);
  const collector = of.find(({ kind }) => kind === 'Deployment');
  if (percents.length === 0 || !collector) return undefined;
  const { metadata: { namespace }, spec: { template: { spec: pod } } } = collector;
  const [{ env }] = pod.containers;
  const variable = (name: string) => list<Json>(env).find((one) => one.name === name)?.value as string;
  const { reads, writes } = account.rights(account.runsAs(namespace as string, pod.serviceAccountName as string));
  return { percent: Math.min(...percents), location: `${variable('CAPTURE_BUCKET')}/${variable('CAPTURE_FOLDER')}`, reads, writes };
}

/** Of how many requests in a hundred a meter sends copies; nothing of one that sends none. */
function copied(args: readonly string[]): number[] {
  const [, percent] = /math\.random\(\) \* 100 < (\d+)/.exec(args.join('\n')) ?? [];
  return percent === undefined ? [] : [Number(percent)];
}
