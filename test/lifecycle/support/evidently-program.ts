import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { MONITOR_PROGRAM } from '../../../src/kubernetes/drift/program/monitor-program';
import { KubernetesObject } from '../api_server/client';

/** What a run says: its code and all of its output. */
export interface Said {
  readonly code: number;
  readonly output: string;
}

/** Results of a run without an API server: a file takes the place of the ConfigMap. */
const ALONE = `import json, os, sys
import ml_drift

class Kept:
    def __init__(self, *_):
        self.path = os.environ["KEPT"]

    def read(self):
        return json.load(open(self.path)) if os.path.exists(self.path) else {}

    def write(self, results):
        json.dump(results, open(self.path, "w"))

ml_drift.Results = Kept
ml_drift.run(json.load(open(os.environ["SETTINGS_FILE"])))
`;

/** The program of monitors with the real Evidently, on folders of this machine in place of a store. */
export class EvidentlyProgram {
  public readonly folder = mkdtempSync(join(tmpdir(), 'evidently-'));
  private readonly program = join(this.folder, 'program');

  public constructor(private readonly python: string) {
    mkdirSync(this.program);
    Object.entries(MONITOR_PROGRAM).forEach(([name, text]) => writeFileSync(join(this.program, name), text));
    writeFileSync(join(this.program, 'alone.py'), ALONE);
  }

  /** Writes a file of the store. */
  public write(path: string, content: string): void {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }

  public clear(path: string): void {
    rmSync(join(this.folder, path), { recursive: true, force: true });
  }

  public read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  public list(path: string): string[] {
    return readdirSync(join(this.folder, path), { recursive: true, encoding: 'utf8' }).sort();
  }

  /** A run of the monitor; gives what its report says. Throws what it said where it failed. */
  public async run(settings: object): Promise<KubernetesObject> {
    const { code, output } = await this.start(settings, 'alone.py');
    if (code !== 0) throw new Error(output);
    return JSON.parse(this.read('kept.json')) as KubernetesObject;
  }

  public async start(settings: object, ...args: string[]): Promise<Said> {
    this.write('settings.json', JSON.stringify(settings));
    return this.runPython([join(this.program, args[0]!), ...args.slice(1)]);
  }

  /** Runs a few lines beside the program, and gives what they print. */
  public async script(text: string, env: Record<string, string> = {}): Promise<string> {
    const { code, output } = await this.runPython(['-c', text], env);
    if (code !== 0) throw new Error(output);
    return output.trim();
  }

  public remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async runPython(args: string[], env: Record<string, string> = {}): Promise<Said> {
    const child = spawn(this.python, args, {
      env: {
        PATH: process.env.PATH,
        HOME: this.folder,
        PYTHONPATH: this.program,
        PYTHONDONTWRITEBYTECODE: '1',
        PYTHONWARNINGS: 'ignore',
        SETTINGS_FILE: join(this.folder, 'settings.json'),
        KEPT: join(this.folder, 'kept.json'),
        ...env,
      },
    });
    const said: string[] = [];
    [child.stdout, child.stderr].forEach((stream) => stream.on('data', (chunk: Buffer) => said.push(chunk.toString())));
    const code = await new Promise<number>((resolve) => child.on('close', (status) => resolve(status ?? 1)));
    return { code, output: said.join('') };
  }
}
