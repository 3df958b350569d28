import { Attributes, SynthesizedStack } from '../../support/terraform';
import { ModelRegistryFacts, ModelVersionFacts } from '../facts';

/** What a CronJob brings to MLflow, and who may change what it reads. */
export function modelRegistries(stack: SynthesizedStack): ModelRegistryFacts[] {
  return Object.values(stack.resources('kubernetes_cron_job_v1')).filter(({ metadata }) => metadata.labels['ml-platform-constructs.dev/registry']).map((job) => registry(stack, job));
}

function registry(stack: SynthesizedStack, { metadata: { namespace }, spec }: Attributes): ModelRegistryFacts {
  const pod = spec.job_template.spec.template.spec as Attributes;
  const { MODEL: name } = Object.fromEntries((pod.container[0].env as Attributes[]).map((variable) => [variable.name, variable.value as string]));
  const mounted = (folder: string) => (pod.volume as Attributes[]).find((volume) => volume.name === folder)!.config_map.name as string;
  const roles = Object.values(stack.resources('kubernetes_role_v1')).filter(({ metadata }) => metadata.namespace === namespace);
  // A rule without names is about each ConfigMap of the namespace.
  const allows = (verb: string, map: string) => ({ resources, verbs, resource_names: names }: Attributes) => {
    return resources.includes('configmaps') && verbs.includes(verb) && (names ?? [map]).includes(map);
  };
  const may = (verb: string, map: string) => {
    return roles.filter(({ rule }) => (rule as Attributes[]).some(allows(verb, map))).flatMap(({ metadata }) => boundTo(stack, metadata));
  };
  const readers = may('get', mounted('versions'));
  const prefix = 'system:serviceaccounts:';
  return {
    name: name!,
    versions: Object.values(mapOf(stack, mounted('versions')).data as Record<string, string>).map(version),
    approvers: may('patch', mounted('decisions')),
    registrars: may('patch', mounted('submissions')),
    promotedTo: readers.filter((who) => who.startsWith(prefix)).map((who) => who.slice(prefix.length)),
    promotedReads: [],
  };
}

function boundTo(stack: SynthesizedStack, { name: role, namespace }: Attributes): string[] {
  const bindings = Object.values(stack.resources('kubernetes_role_binding_v1'));
  const held = bindings.filter(({ role_ref, metadata }) => role_ref.name === role && metadata.namespace === namespace);
  return held.flatMap(({ subject }) => (subject as Attributes[]).map(({ name }) => name as string));
}

function mapOf(stack: SynthesizedStack, reference: string): Attributes {
  const [, id] = /kubernetes_config_map_v1\.([\w-]+)\./.exec(reference)!;
  return stack.resources('kubernetes_config_map_v1')[id!]!;
}

/** Terraform doubles what begins an expression of its own. */
function version(text: string): ModelVersionFacts {
  const { source, description, tags } = JSON.parse(text.replaceAll('$${', '${').replaceAll('%%{', '%{')) as Attributes;
  return {
    status: tags.approval, by: tags['decided-by'], reason: tags['decided-why'], model: source, said: [description, ...Object.values(tags as Record<string, string>)].join('\n'), stage: tags.stage,
  };
}
