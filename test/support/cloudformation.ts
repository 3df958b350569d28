import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, AppProps } from 'aws-cdk-lib/core';

/** A value of a template: text, or an intrinsic function. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Json = any;

export interface TemplateResource {
  readonly stack: string;
  readonly id: string;
  readonly type: string;
  readonly properties: Json;
  readonly deletionPolicy?: string;
}

/** The templates of an app, as CloudFormation would get them. */
export class SynthesizedApp {
  public readonly resources: readonly TemplateResource[];
  public readonly outputs: readonly string[];
  public readonly text: string;

  public constructor(public readonly templates: Readonly<Record<string, Json>>) {
    this.text = JSON.stringify(templates);
    const each = Object.entries(templates);
    this.resources = each.flatMap(([stack, { Resources = {} }]) =>
      Object.entries<Json>(Resources).map(([id, { Type: type, Properties: properties = {}, DeletionPolicy: deletionPolicy }]) =>
        ({ stack, id, type, properties, deletionPolicy })),
    );
    this.outputs = each.flatMap(([, { Outputs = {} }]) => Object.keys(Outputs));
  }

  public of(...types: string[]): TemplateResource[] {
    return this.resources.filter(({ type }) => types.includes(type));
  }

  /** The resource of that stack which a `Ref` or `Fn::GetAtt` names. */
  public named(by: TemplateResource, value: Json): TemplateResource | undefined {
    const id = value?.Ref ?? value?.['Fn::GetAtt']?.[0];
    return this.resources.find((found) => found.stack === by.stack && found.id === id);
  }
}

/** An app of which nothing is written beside the temporary folder that `synthesize` removes again. */
export function testApp(props: AppProps = {}): App {
  return new App({ outdir: mkdtempSync(join(tmpdir(), 'awscdk-')), analyticsReporting: false, ...props });
}

/** Synthesises an app without the validation of its templates, which takes seconds and has tests of its own. */
export function synthesize(app: App): SynthesizedApp {
  const before = process.env.CDK_VALIDATION;
  process.env.CDK_VALIDATION = 'false';
  try {
    const stacks = app.synth({ force: true }).stacksRecursively;
    return new SynthesizedApp(Object.fromEntries(stacks.map((stack) => [stack.stackName, JSON.parse(readFileSync(stack.templateFullPath, 'utf8'))])));
  } finally {
    if (before === undefined) delete process.env.CDK_VALIDATION;
    else process.env.CDK_VALIDATION = before;
    rmSync(app.outdir, { recursive: true, force: true });
  }
}

/** The templates that a program has written into a folder, by the name of the stack. */
export function readApp(directory: string): SynthesizedApp {
  const suffix = '.template.json';
  const files = readdirSync(directory).filter((file) => file.endsWith(suffix));
  return new SynthesizedApp(Object.fromEntries(files.map((file) => [file.slice(0, -suffix.length), JSON.parse(readFileSync(join(directory, file), 'utf8'))])));
}

/** A value as text: joined, with each reference as `${Id}`. */
export function text(value: Json): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const [[name, inner]] = Object.entries<Json>(value);
  if (name === 'Fn::Join') return inner[1].map(text).join(inner[0]);
  if (name === 'Fn::GetAtt') return `\${${inner.join('.')}}`;
  return `\${${name === 'Ref' ? inner : name}}`;
}

/** One or several, as a list. */
export function list<T>(value: T | T[] | undefined): T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
