import { Json, SynthesizedApp, TemplateResource, text } from '../../support/cloudformation';

export const CHART = 'Custom::AWSCDK-EKS-HelmChart';
export const MANIFEST = 'Custom::AWSCDK-EKS-KubernetesResource';
/** The release of Helm of that name. */
export const chart = (app: SynthesizedApp, release: string) => app.of(CHART).find(({ properties }) => properties.Release === release)!;
/** What our own chart prints. */
export const objects = (app: SynthesizedApp, release: string): Json[] => {
  return JSON.parse(text(chart(app, release).properties.Values)).manifests.map((manifest: string) => JSON.parse(manifest));
};

/** All that a resource waits for, by whatever way. */
export function before({ templates }: SynthesizedApp, { stack, id }: TemplateResource): Set<string> {
  const resources: Record<string, Json> = templates[stack].Resources;
  const found = new Set<string>();
  const visit = (each: string) => {
    const refs = [...JSON.stringify(resources[each]).matchAll(/"Ref":"(\w+)"|"Fn::GetAtt":\["(\w+)"/g)].flatMap(([, ref, att]) => ref ?? att ?? []);
    const next = [...refs, ...[resources[each].DependsOn ?? []].flat()].filter((other) => other in resources && !found.has(other));
    next.forEach((other) => found.add(other));
    next.forEach(visit);
  };
  visit(id);
  return found;
}
