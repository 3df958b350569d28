import { Answer } from '../workflow-run';

type Json = any;

interface Deployment {
  readonly id: string;
  readonly displayName: string;
  readonly model: string;
  dedicatedResources: Json;
}

interface Endpoint {
  deployedModels: Deployment[];
  trafficSplit: Record<string, number>;
}

interface Operation {
  polls: number;
  readonly end: () => Json;
}

/** What a service has to say against a request. */
class Refused extends Error {
  public constructor(public readonly status: number, message: string) {
    super(message);
  }
}

/**
 * As much of Vertex AI as releases need, with its rules: traffic is 100 % on what is deployed, what has traffic is not undeployed, a model that is deployed is not
 * deleted, and ids are never given twice. An operation ends when it was asked for twice.
 */
export class FakeVertexAi {
  public readonly models = new Map<string, Json>();
  public readonly endpoints = new Map<string, Endpoint>();
  /** `POST 1:deployModel`, in the order of arrival. */
  public readonly changes: string[] = [];
  /** The bodies of these, for the checker of the API. */
  public readonly bodies: Array<{ readonly method: string; readonly path: string; readonly body: Json }> = [];
  /** What was wrong with the traffic after some request. */
  public readonly outages: string[] = [];
  /** Models whose deployment fails, and those that answer with errors, by a part of what was uploaded. */
  public readonly undeployable = new Set<string>();
  public readonly failing = new Set<string>();
  private readonly operations = new Map<string, Operation>();
  private readonly served = new Set<string>();
  private ids = 0;

  public endpoint(name: string): Endpoint {
    if (!this.endpoints.has(name)) this.endpoints.set(name, { deployedModels: [], trafficSplit: {} });
    return this.endpoints.get(name)!;
  }

  /** The part of the traffic that each model has, by where its files lie. */
  public traffic(name: string): Record<string, number> {
    const { deployedModels, trafficSplit } = this.endpoint(name);
    return Object.fromEntries(deployedModels.map(({ id, model }) => [this.sourceOf(model), trafficSplit[id] ?? 0]));
  }

  public handle(method: string, path: string, query: Record<string, Json>, body: Json): Answer {
    if (method !== 'GET') {
      this.changes.push(`${method} ${path.split('/').pop()!}`);
      this.bodies.push({ method, path, body });
    }
    try {
      return { status: 200, body: this.route(method, path, query, body) };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { status: error.status, body: { error: { code: error.status, message: error.message } } };
    } finally {
      this.watch();
    }
  }

  /** Whether one of these deployments answers with errors; the metrics of one without traffic have no values. */
  public isFailing(ids: readonly string[]): boolean {
    return [...this.endpoints.values()].some(({ deployedModels, trafficSplit }) => deployedModels.some(({ id, model }) =>
      ids.includes(id) && (trafficSplit[id] ?? 0) > 0 && [...this.failing].some((part) => this.sourceOf(model).includes(part))));
  }

  private route(method: string, path: string, query: Record<string, Json>, body: Json): Json {
    if (path.includes('/operations/')) return this.poll(path);
    if (path.endsWith('/models:upload')) return this.upload(path, body);
    if (path.endsWith('/models:copy')) return this.copy(path, body);
    if (/\/models\/[^/]+$/.test(path)) return this.onModel(method, path, body);
    const [name, verb] = path.split(':') as [string, string | undefined];
    const endpoint = this.endpoint(name);
    if (verb === 'deployModel') return this.deploy(name, endpoint, body.deployedModel);
    if (verb === 'undeployModel') return this.undeploy(name, endpoint, body.deployedModelId as string);
    if (verb === 'mutateDeployedModel') return this.mutate(name, endpoint, body);
    if (method === 'PATCH') return this.patch(endpoint, query, body);
    return this.answerOf(name, endpoint);
  }

  private upload(path: string, { modelId, parentModel, model }: Json): Json {
    const name = (parentModel ?? path.replace(':upload', `/${modelId as string}`)) as string;
    if (parentModel === undefined && this.models.has(name)) throw new Refused(409, `${name} exists`);
    if (parentModel !== undefined && !this.models.has(name)) throw new Refused(404, `${name} does not exist`);
    return this.operation(name, () => this.addVersion(name, model));
  }

  private copy(path: string, { sourceModel, modelId, parentModel }: Json): Json {
    const name = (parentModel ?? path.replace(':copy', `/${modelId as string}`)) as string;
    const source = this.models.get((sourceModel as string).split('@')[0]!) ?? { versions: [{ artifactUri: sourceModel as string }] };
    return this.operation(name, () => this.addVersion(name, { ...source.versions.at(-1), versionAliases: [] }));
  }

  private addVersion(name: string, model: Json): Json {
    const known = this.models.get(name) ?? { name, versions: [] };
    const versionId = String(Math.max(0, ...known.versions.map((version: Json) => Number(version.versionId))) + 1);
    const versionAliases = [...((model.versionAliases ?? []) as string[]), ...(known.versions.length === 0 ? ['default'] : [])];
    known.versions.push({ ...model, name, versionId, versionAliases });
    this.models.set(name, known);
    return { model: name, modelVersionId: versionId };
  }

  private onModel(method: string, path: string, body: Json): Json {
    const [bare, verb] = path.split(/:(?=\w+$)/) as [string, string | undefined];
    const [name, version] = bare.split('@') as [string, string | undefined];
    const known = this.models.get(name);
    if (verb === 'listVersions' && known) return { models: known.versions as Json };
    const found = known && versionIn(known.versions as Json[], version);
    if (!found) throw new Refused(404, `${path} does not exist`);
    if (method === 'GET') return found;
    if (verb === 'mergeVersionAliases') return this.mergeAliases(found, body.versionAliases as string[]);
    if (method === 'PATCH') return Object.assign(found, body);
    const goes = (verb === 'deleteVersion' ? [found] : known.versions) as Json[];
    const deployed = [...this.endpoints.values()].flatMap(({ deployedModels }) => deployedModels);
    const isDeployed = deployed.some(({ model }) => goes.includes(this.versionOf(model)));
    if (isDeployed) throw new Refused(400, `${name} is deployed`);
    if (verb === 'deleteVersion' && found.versionAliases.includes('default')) throw new Refused(400, `${path} is the default version`);
    return this.operation(name, () => {
      if (verb === 'deleteVersion') known.versions.splice(known.versions.indexOf(found), 1);
      else this.models.delete(name);
      return {};
    });
  }

  private mergeAliases(version: Json, changes: readonly string[]): Json {
    const gone = changes.filter((change) => change.startsWith('-')).map((change) => change.slice(1));
    this.models.get(version.name as string).versions.filter((other: Json) => other !== version).forEach((other: Json) => {
      other.versionAliases = (other.versionAliases as string[]).filter((alias) => !changes.includes(alias));
    });
    const kept = ((version.versionAliases ?? []) as string[]).filter((alias) => !gone.includes(alias));
    return Object.assign(version, { versionAliases: [...new Set([...kept, ...changes.filter((change) => !change.startsWith('-'))])] });
  }

  private deploy(name: string, endpoint: Endpoint, deployed: Json): Json {
    const model = deployed.model as string;
    if (!this.models.has(model.split('@')[0]!)) throw new Refused(404, `${model} does not exist`);
    if ([...this.undeployable].some((part) => this.sourceOf(model).includes(part))) {
      return this.operation(name, () => ({ error: { code: 9, message: 'Model server never became ready' } }));
    }
    const deployment: Deployment = { ...deployed, id: String(++this.ids) };
    return this.operation(name, () => {
      endpoint.deployedModels.push(deployment);
      return { deployedModel: { id: deployment.id } };
    });
  }

  private undeploy(name: string, endpoint: Endpoint, id: string): Json {
    this.require(endpoint, id);
    if ((endpoint.trafficSplit[id] ?? 0) > 0 && endpoint.deployedModels.length > 1) throw new Refused(400, `the deployment ${id} has traffic`);
    return this.operation(name, () => {
      endpoint.deployedModels = endpoint.deployedModels.filter((one) => one.id !== id);
      delete endpoint.trafficSplit[id];
      if (endpoint.deployedModels.length === 0) this.served.delete(name);
      return {};
    });
  }

  private mutate(name: string, endpoint: Endpoint, { deployedModel, updateMask }: Json): Json {
    this.require(endpoint, deployedModel.id as string);
    return this.operation(name, () => {
      const one = endpoint.deployedModels.find(({ id }) => id === deployedModel.id)!;
      (updateMask as string).split(',').forEach((path) => (one.dedicatedResources[path.split('.')[1]!] = deployedModel.dedicatedResources[path.split('.')[1]!] as Json));
      return { deployedModel: one };
    });
  }

  private patch(endpoint: Endpoint, { updateMask }: Record<string, Json>, { trafficSplit }: { trafficSplit: Record<string, number> }): Json {
    if (updateMask !== 'trafficSplit') throw new Refused(400, 'only traffic is changed here');
    Object.keys(trafficSplit).forEach((id) => this.require(endpoint, id));
    const sum = Object.values(trafficSplit).reduce((all, part) => all + part, 0);
    if (sum !== 100) throw new Refused(400, `the traffic is ${sum} %`);
    endpoint.trafficSplit = { ...trafficSplit };
    return {};
  }

  private require({ deployedModels }: Endpoint, id: string): void {
    if (!deployedModels.some((one) => one.id === id)) throw new Refused(400, `there is no deployment ${id}`);
  }

  /** What is empty is left out of answers. */
  private answerOf(name: string, { deployedModels, trafficSplit }: Endpoint): Json {
    return {
      name,
      privateServiceConnectConfig: { enablePrivateServiceConnect: true, serviceAttachment: 'projects/tenant/regions/europe-west4/serviceAttachments/one' },
      ...(deployedModels.length > 0 ? { deployedModels } : {}),
      ...(Object.keys(trafficSplit).length > 0 ? { trafficSplit } : {}),
    };
  }

  private operation(of: string, end: () => Json): Json {
    const name = `${of.split('@')[0]!}/operations/${this.operations.size + 1}`;
    this.operations.set(name, { end, polls: 0 });
    return { name };
  }

  private poll(name: string): Json {
    const operation = this.operations.get(name);
    if (!operation) throw new Refused(404, `${name} does not exist`);
    if (++operation.polls < 2) return { name };
    const answer = operation.polls === 2 ? operation.end() : {};
    return { name, done: true, ...(answer.error ? { error: answer.error as Json } : { response: answer as Json }) };
  }

  private versionOf(model: string): Json {
    const [bare, version] = model.split('@') as [string, string | undefined];
    return versionIn((this.models.get(bare)?.versions ?? []) as Json[], version);
  }

  private sourceOf(model: string): string {
    const found = this.versionOf(model);
    return String(found?.artifactUri ?? found?.containerSpec?.imageUri ?? model);
  }

  /** Once something serves, all traffic is on deployments that are there, until the last of them goes. */
  private watch(): void {
    this.endpoints.forEach(({ deployedModels, trafficSplit }, name) => {
      const sum = Object.values(trafficSplit).reduce((all, part) => all + part, 0);
      const stray = Object.keys(trafficSplit).filter((id) => !deployedModels.some((one) => one.id === id));
      if (sum > 0) this.served.add(name);
      if (stray.length > 0 || (this.served.has(name) && sum !== 100)) this.outages.push(`${name} after ${this.changes.at(-1)!}: ${JSON.stringify(trafficSplit)}`);
    });
  }
}

/** By its number or an alias; any without either. */
function versionIn(versions: readonly Json[], wanted: string | undefined): Json {
  return versions.find(({ versionId, versionAliases }) => wanted === undefined || versionId === wanted || versionAliases?.includes(wanted)) as Json;
}
