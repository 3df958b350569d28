import { Attributes, SynthesizedStack } from '../../support/terraform';
import { ModelRegistryFacts, ModelVersionFacts } from '../facts';

/** What a CronJob brings to MLflow, and who may change what it reads. */
export function modelRegistries(stack: SynthesizedStack): ModelRegistryFacts[] {
  return Object.values(stack.resources('kubernetes_cron_job_v1')).filter(({ metadata }) => metadata.labels['ml-platform-constructs.dev/registry']).map((job) => registry(stack, job));
}

function registry(stack: SynthesizedStack, { spec }: Attributes): ModelRegistryFacts {
  const pod = spec.job_template.spec.template.spec as Attributes;
  const { MODEL: name } = Object.fromEntries((pod.container[0].env as Attributes[]).map((variable) => [variable.name, variable.value as string]));
  const mounted = (folder: string) => (pod.volume as Attributes[]).find((volume) => volume.name === folder)!.config_map.name as string;
  const may = (verb: string, map: string) => Object.values(stack.resources('kubernetes_role_v1'))
    .filter(({ rule }) => (rule as Attributes[]).some(({ resources, verbs, resource_names: names }) => resources.includes('configmaps') && verbs.includes(verb) && names?.includes(map)))
    .flatMap((role) => boundTo(stack, role.metadata.name as string));
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

function boundTo(stack: SynthesizedStack, role: string): string[] {
  return Object.values(stack.resources('kubernetes_role_binding_v1')).filter(({ role_ref }) => role_ref.name === role).flatMap(({ subject }) => (subject as Attributes[]).map(({ name }) => name as string));
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
