import { deepFreeze, isUnresolved, nearest, Problems } from '../private';
import { FRAMEWORKS, ImageUse } from './frameworks';
import { ImageCatalogue, ImageFacts } from './image-catalogue';
import { MINIMUM_CUDA } from './minimum-cuda';
import { Runtime } from './runtime';
import { compareVersions, isVersion, nearestVersion, newestFirst } from './versions';

/** What an image is needed for, and where. */
export interface ImageNeed {
  readonly use: ImageUse;
  /** The model of the GPU, such as `h100`; absent on a machine without one. */
  readonly accelerator?: string;
  /** Where the image is pulled; unknown or a token where the target cannot say. */
  readonly region?: string;
  readonly catalogue: ImageCatalogue;
  /** The cloud, for messages. */
  readonly cloud: string;
}

/** What the caller says beside the construct, without refusing anything. */
export interface RuntimeWarning {
  readonly code: string;
  readonly message: string;
}

/** The image that a job or an endpoint runs. */
export interface ImagePlan {
  readonly uri: string;
  /** Python's version in it, where that is known. */
  readonly python?: string;
  readonly warning?: RuntimeWarning;
}

const WAY_THROUGH = 'your own image with Runtime.image';

/** The image of a runtime for that use, on that accelerator, in that region. */
export function planImage(runtime: Runtime, need: ImageNeed, problems: Problems): ImagePlan | undefined {
  const warning = runtimeWarning(runtime);
  if (runtime.imageUri !== undefined) return deepFreeze({ uri: runtime.imageUri, warning });
  const row = rowFor(runtime, need, problems);
  if (!row) return undefined;
  const host = hostOf(row, need, problems);
  if (!runsOn(row, need, problems) || host === undefined) return undefined;
  return deepFreeze({ uri: `${host}${row.image}`, python: row.python, warning });
}

/** What there is to say of a framework whose makers let it go. */
export function runtimeWarning({ framework }: Runtime): RuntimeWarning | undefined {
  const ending = FRAMEWORKS[framework]?.ending;
  return ending === undefined ? undefined : { code: 'runtime/ending', message: ending };
}

/** The newest image of that version for that kind of machine. */
function rowFor(runtime: Runtime, need: ImageNeed, problems: Problems): ImageFacts | undefined {
  const { framework, version } = runtime;
  const { use, accelerator, cloud } = need;
  const rows = rowsOf(framework, need, problems);
  if (rows.length === 0) return undefined;
  const asked = rows.filter((row) => isVersion(row.version, version!));
  if (asked.length === 0) {
    const known = newestFirst(rows.map((row) => row.version));
    problems.add(
      'runtime/version',
      `${cloud} has no image of ${framework} ${version} for ${use}, nearest to it is ${nearestVersion(version!, known)} (there are ${known.join(', ')}): give one of these, or ${WAY_THROUGH}`,
    );
    return undefined;
  }
  const kind = accelerator === undefined ? 'cpu' : 'gpu';
  const [row] = asked.filter((candidate) => candidate.accelerator === kind).sort((a, b) => compareVersions(b.version, a.version));
  if (!row) problems.add('runtime/accelerator', noImageForKind(runtime, need, rows, kind));
  return row;
}

function rowsOf(framework: string, { use, catalogue, cloud }: ImageNeed, problems: Problems): ImageFacts[] {
  const only = FRAMEWORKS[framework]?.only;
  if (only !== undefined && only !== use) {
    const others = Object.keys(FRAMEWORKS).filter((name) => FRAMEWORKS[name]!.only === use && !FRAMEWORKS[name]!.ending);
    problems.add('runtime/use', `${framework} is for ${only} only, not for ${use}: take a runtime that is for ${use}, such as pytorch or ${others.join(', ')}`);
    return [];
  }
  const rows = catalogue.images.filter((row) => row.framework === framework && row.use === use);
  if (rows.length === 0) {
    const elsewhere = catalogue.images.some((row) => row.framework === framework) ? ', though it has one for the other use' : '';
    const there = [...new Set(catalogue.images.filter((row) => row.use === use).map((row) => row.framework))];
    problems.add(
      'runtime/unavailable',
      `${cloud} has no image of ${framework} for ${use}${elsewhere}: give ${WAY_THROUGH}, or take one of ${there.join(', ')}`,
    );
  }
  return rows;
}

function noImageForKind({ framework, version }: Runtime, { use, cloud }: ImageNeed, rows: readonly ImageFacts[], kind: string): string {
  const [machine, instead] = kind === 'gpu' ? ['GPUs', 'a machine without one'] : ['a machine without GPUs', 'a machine with one'];
  const versions = newestFirst(rows.filter((row) => row.accelerator === kind).map((row) => row.version));
  const other = versions.length > 0 ? `version ${versions.join(' or ')}` : instead;
  return `${cloud} has no image of ${framework} ${version} for ${use} on ${machine}: take ${other}, or ${WAY_THROUGH}`;
}

/** Whether an image has code for the GPU. */
function runsOn(row: ImageFacts, { use, accelerator, cloud, catalogue }: ImageNeed, problems: Problems): boolean {
  const minimum = accelerator === undefined ? undefined : MINIMUM_CUDA[accelerator];
  const tooOld = ({ cuda }: ImageFacts) => cuda !== undefined && minimum !== undefined && compareVersions(cuda, minimum) < 0;
  if (!tooOld(row)) return true;
  const able = catalogue.images.filter((other) => other.framework === row.framework && other.use === use && other.accelerator === 'gpu' && !tooOld(other));
  const versions = newestFirst(able.map(({ version }) => version));
  const instead = versions.length > 0 ? `version ${versions.join(' or ')}` : 'an older GPU';
  problems.add(
    'runtime/accelerator',
    `the image of ${row.framework} ${row.version} for ${use} on ${cloud} was built with CUDA ${row.cuda}, and ${accelerator} needs ${minimum}: take ${instead}, or ${WAY_THROUGH}`,
  );
  return false;
}

/** What stands before the repository: nothing where the image's name is the same everywhere. */
function hostOf({ framework, registry }: ImageFacts, { region, cloud, catalogue }: ImageNeed, problems: Problems): string | undefined {
  if (registry === undefined) return '';
  const hosts = catalogue.registries[registry]!;
  if (region === undefined || isUnresolved(region)) {
    problems.add('runtime/region', `where ${cloud} keeps its image of ${framework} depends on the region, which is not known before deployment: give a literal region, or ${WAY_THROUGH}`);
    return undefined;
  }
  const host = hosts[region];
  if (host === undefined) {
    problems.add(
      'runtime/region',
      `${cloud} keeps no image of ${framework} in '${region}'; the nearest name of a region that has it is '${nearest(region, Object.keys(hosts))}': copy it to a registry there and give it with Runtime.image, or change the region`,
    );
    return undefined;
  }
  return `${host}/`;
}
