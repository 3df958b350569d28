import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsEvent } from '../../support/aws-events';
import { Daemon } from './daemon';
import { freePorts } from './free-ports';

const PACKAGE_FOLDER = join(__dirname, '..');

/** A resource that CloudFormation has made. */
export interface StackResource {
  readonly type: string;
  readonly id: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** An execution of a state machine. */
export interface Execution {
  readonly name: string;
  readonly status: string;
  /** The last one that it has entered. */
  readonly state: string;
  readonly cause: string | null;
}

/** A processing job of SageMaker. */
export interface ProcessingJob {
  readonly name: string;
  readonly roleArn: string;
}

/** How a run of a monitoring schedule ended, and the files that it left. */
export interface MonitoringRun {
  readonly status?: string;
  readonly files?: Readonly<Record<string, unknown>>;
}

/** The local AWS of `aws_server/`, on 127.0.0.1, empty at its start. */
export class AwsServer {
  public static async start(python: string, { cloudformation = false } = {}): Promise<AwsServer> {
    const [port] = await freePorts(1);
    const server = new AwsServer(python, port!, cloudformation);
    try {
      await server.daemon.until('the local AWS answers', async () => (await server.ask('GET', 'health')) === 'ok');
      return server;
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  private readonly folder = mkdtempSync(join(tmpdir(), 'aws-server-'));
  private readonly url: string;
  private readonly daemon: Daemon;

  private constructor(python: string, port: number, cloudformation: boolean) {
    this.url = `http://127.0.0.1:${port}`;
    // The daemon's folder is where its log goes, so the package is found by its path, and leaves no bytecode there.
    const launch = `import sys; sys.dont_write_bytecode = True; sys.path.insert(0, ${JSON.stringify(PACKAGE_FOLDER)}); from aws_server.__main__ import main; main()`;
    this.daemon = new Daemon(python, ['-c', launch, '--port', String(port), ...(cloudformation ? ['--cloudformation'] : [])], this.folder);
  }

  /** What makes any client of AWS speak with this server: no credential of the user is read, no other host is asked. */
  public get env(): NodeJS.ProcessEnv {
    return {
      AWS_ENDPOINT_URL: this.url,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_SESSION_TOKEN: '',
      AWS_PROFILE: '',
      AWS_REGION: 'us-east-1',
      AWS_CONFIG_FILE: join(this.folder, 'no-config'),
      AWS_SHARED_CREDENTIALS_FILE: join(this.folder, 'no-credentials'),
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_MAX_ATTEMPTS: '2',
    };
  }

  /** Calls of AWS that the server has no answer for, and its own faults, as it has logged them. */
  public get gaps(): string[] {
    const log = readFileSync(join(this.folder, 'python.log'), 'utf8');
    return [...new Set(log.match(/^GAP .*/gm))];
  }

  /** What was deleted while an endpoint of SageMaker served it. */
  public get outages(): string[] {
    const log = readFileSync(join(this.folder, 'python.log'), 'utf8');
    return [...new Set(log.match(/^OUTAGE .*/gm))];
  }

  /** Lets an alarm go off, as a rollout of SageMaker sees it. */
  public async setOff(alarm: string): Promise<void> {
    await this.ask('POST', `alarm/${alarm}`);
  }

  /** Calms an alarm. */
  public async calm(alarm: string): Promise<void> {
    await this.ask('DELETE', `alarm/${alarm}`);
  }

  /** Where the models lie that an endpoint of SageMaker serves. */
  public async serving(endpoint: string): Promise<string[]> {
    return JSON.parse(await this.ask('GET', `serving/${endpoint}`)) as string[];
  }

  /** Begins a rollout, does something else while it bakes, and lets it go on. */
  public async whileItBakes(endpoint: string, begin: () => Promise<unknown>, meanwhile: () => Promise<void>): Promise<void> {
    await this.ask('POST', `hold/${endpoint}`);
    const rollout = begin();
    try {
      await this.daemon.until(`${endpoint} bakes`, async () => (await this.ask('GET', `endpoint-status/${endpoint}`)) === 'Updating');
      await meanwhile();
    } finally {
      await this.ask('DELETE', `hold/${endpoint}`);
    }
    await rollout;
  }

  /** An event of AWS itself; gives the rules that it matches. */
  public async event(event: AwsEvent, region: string): Promise<string[]> {
    return JSON.parse(await this.ask('POST', `event/${region}`, event)) as string[];
  }

  /** Starts a state machine, as a schedule would. */
  public async start(machineArn: string, input: object): Promise<void> {
    await this.ask('POST', `start/${machineArn}`, input);
  }

  /** The executions of a state machine that have ended, newest first; waits for those that go on, unless they are held. */
  public async executions(machineArn: string, { running = false } = {}): Promise<Execution[]> {
    let found: Execution[] = [];
    await this.daemon.until(`executions of ${machineArn} have ended`, async () => {
      found = JSON.parse(await this.ask('GET', `executions/${machineArn}`)) as Execution[];
      return running || found.every(({ status }) => status !== 'RUNNING');
    });
    return found;
  }

  /** Lets time pass for the executions of a state machine. */
  public async age(machineArn: string, hours: number): Promise<void> {
    await this.ask('POST', `age/${hours * 3600}/${machineArn}`);
  }

  /** Holds training jobs whose names begin so while something else is done. */
  public async whileItLearns(prefix: string, meanwhile: () => Promise<void>): Promise<void> {
    await this.ask('POST', `hold-jobs/${prefix}`);
    try {
      await meanwhile();
    } finally {
      await this.ask('DELETE', `hold-jobs/${prefix}`);
    }
  }

  /** A run of a monitoring schedule of SageMaker ends; gives its job. */
  public async monitoringRun(region: string, schedule: string, run: MonitoringRun = {}): Promise<ProcessingJob> {
    return JSON.parse(await this.ask('POST', `monitoring-run/${region}/${schedule}`, { status: 'Completed', ...run })) as ProcessingJob;
  }

  /** Log buckets fill up as on AWS, and there, too, somebody empties them before they can go. */
  public async emptyBuckets(): Promise<void> {
    await this.ask('POST', 'empty-buckets');
  }

  /** What CloudFormation has made and not removed again. */
  public async stackResources(): Promise<StackResource[]> {
    return JSON.parse(await this.ask('GET', 'cloudformation-resources')) as StackResource[];
  }

  public async stop(): Promise<void> {
    await this.daemon.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async ask(method: string, action: string, said?: object): Promise<string> {
    const body = said && JSON.stringify(said);
    const response = await fetch(`${this.url}/_local/${action}`, { method, body, signal: AbortSignal.timeout(10_000) });
    if (!response.ok) throw new Error(`${action}: ${response.status}`);
    return response.text();
  }
}
