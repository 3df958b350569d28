import { readFileSync } from 'fs';
import { join } from 'path';
import { App, Manifest } from 'cdktf';
import { SynthesizedStack, TerraformJson } from './synthesized-stack';

/** What an App has written: the only way to see what crosses the border between two stacks. */
export class SynthesizedApp {
  public readonly stacks: Readonly<Record<string, SynthesizedStack>>;

  public constructor(public readonly directory: string) {
    const manifest = JSON.parse(readFileSync(join(directory, Manifest.fileName), 'utf8')) as WrittenManifest;
    this.stacks = Object.fromEntries(Object.values(manifest.stacks).map((stack) => {
      const json = JSON.parse(readFileSync(join(directory, stack.synthesizedStackPath), 'utf8')) as TerraformJson;
      return [stack.name, new SynthesizedStack(stack.name, join(directory, stack.workingDirectory), json, stack.dependencies)];
    }));
  }

  public stack(name: string): SynthesizedStack {
    const stack = this.stacks[name];
    if (!stack) throw new Error(`no stack '${name}', there are: ${Object.keys(this.stacks).join(', ')}`);
    return stack;
  }

  /** The only stack, for an App that has one. */
  public get only(): SynthesizedStack {
    const [stack, ...more] = Object.values(this.stacks);
    if (!stack || more.length > 0) throw new Error(`not one stack, but: ${Object.keys(this.stacks).join(', ')}`);
    return stack;
  }
}

interface WrittenManifest {
  readonly stacks: Record<string, {
    readonly name: string;
    readonly workingDirectory: string;
    readonly synthesizedStackPath: string;
    readonly dependencies: string[];
  }>;
}

/** Synthesises a whole App, as `cdktf synth` does. */
export function synthApp(app: App): SynthesizedApp {
  app.synth();
  return new SynthesizedApp(app.outdir);
}
