import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { SynthesizedStack } from '../../support/terraform';
import { FakeGoogle } from '../../support/vertex/fake-google';
import { sourceOf } from '../../support/workflow';

type Json = any;

/** The services of Google over HTTP, for the provider of REST. */
export class GoogleServer {
  public readonly tokens = new Set<string>();
  private readonly server: Server = createServer((request, response) => void this.answer(request, response));

  public constructor(public readonly google: FakeGoogle) {}

  public async start(): Promise<void> {
    await new Promise<void>((started) => this.server.listen(0, '127.0.0.1', started));
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((stopped) => this.server.close(stopped));
  }

  /**
   * What a stack leaves to the provider of REST, with this server as all of Google. What the Google provider would make is there already: its workflows are put in place
   * with the definitions that the stack has, and what it would tell of the rest is the name of the reference.
   */
  public only(stack: SynthesizedStack): object {
    Object.values(stack.resources('google_workflows_workflow')).forEach(({ name, source_contents: source }) =>
      this.google.deployWorkflow(name as string, JSON.parse(sourceOf(source as string)) as never));
    const { resource, locals, terraform, variable } = stack.json as Json;
    const kept = Object.entries(resource as Record<string, Json>).filter(([type]) => /^(restful_|terraform_data)/.test(type));
    const restful = (stack.providers('restful') as Json[]).map((provider) => ({ ...provider, base_url: this.url }));
    const { required_version: version, required_providers: providers } = terraform;
    const settings = { required_version: version as string, required_providers: { restful: providers.restful as Json } };
    const all = { variable, locals, terraform: settings, provider: { restful }, resource: Object.fromEntries(kept) };
    const text = JSON.stringify(all, (key, value: Json) =>
      (key === 'depends_on' ? (value as string[]).filter((address) => !address.startsWith('google_')) : value as Json));
    return JSON.parse(text
      .replace(/\$\{google_([a-z_]+)\.([\w-]+)\.([a-z_]+)\}/g, 'google-$3-of-$2')
      .replace(/(?<=[(,\s])google_([a-z_]+)\.([\w-]+)\.([a-z_]+)/g, '\\"google-$3-of-$2\\"')
      .replace(/"default_delay_sec":10/g, '"default_delay_sec":1')) as object;
  }

  private get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString() || 'null') as Json;
    const url = new URL(request.url!, this.url);
    this.tokens.add(request.headers.authorization ?? '');
    const { status, body: answer } = this.google.handle(request.method!, url.href, Object.fromEntries(url.searchParams), body);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  }
}
