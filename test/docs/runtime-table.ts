import { ImageFacts } from '../../src/core/runtime/image-catalogue';
import { newestFirst } from '../../src/core/runtime/versions';
import { CATALOGUES } from '../facts/catalogues';

const CLOUDS = Object.keys(CATALOGUES);
const ROWS = CLOUDS.flatMap((cloud) => CATALOGUES[cloud]!.images.map((row) => ({ cloud, ...row })));

/** The page `docs/runtimes.md`, made from the rows of the almanac. */
export function runtimePage(): string {
  return [
    '# Runtimes',
    '',
    'Which image a job or an endpoint runs follows from the `Runtime`, the use, the accelerator, the cloud and the region. These are the versions that there are images',
    'of; what is not in the table is refused with the nearest that is ([`runtime/…`](errors.md)), and `Runtime.image(uri)` takes any image of your own.',
    '',
    'A date is the end of patches as the publisher gives it: from then on an image gets no security updates, and Google removes its own a year later. "CUDA" is what an',
    'image for GPUs was built with: B200 needs 12.8 or newer, H100 and H200 need 11.8.',
    '',
    'AWS: SageMaker AI. Google Cloud: Vertex AI. Azure: Azure Machine Learning. Kubernetes: any cluster, on every cloud. The rows with their sources are',
    '`src/facts/*/images.ts` and `src/facts/kubernetes/images-runtimes.ts`. Generated: `UPDATE_RUNTIMES=1 npx jest test/docs/runtimes.test.ts`; the build fails when this page and',
    'the rows differ.',
    '',
    ...section('Training', 'training'),
    ...section('Serving', 'serving'),
  ].join('\n');
}

function section(title: string, use: ImageFacts['use']): string[] {
  const rows = ROWS.filter((row) => row.use === use);
  const frameworks = [...new Set(rows.map(({ framework }) => framework))];
  const lines = frameworks.flatMap((framework) => {
    const of = rows.filter((row) => row.framework === framework);
    return newestFirst(of.map(({ version }) => minorOf(version))).map((minor) => {
      const cells = CLOUDS.map((cloud) => cell(of.filter((row) => row.cloud === cloud && minorOf(row.version) === minor)));
      return `| ${framework} | ${minor} | ${cells.join(' | ')} |`;
    });
  });
  return [`## ${title}`, '', `| framework | version | ${CLOUDS.join(' | ')} |`, `|---|---|${CLOUDS.map(() => '---|').join('')}`, ...lines, ''];
}

function cell(rows: readonly ImageFacts[]): string {
  if (rows.length === 0) return '–';
  const kinds = rows.map(({ accelerator, cuda }) => (accelerator === 'gpu' ? `GPU (CUDA ${cuda})` : 'CPU'));
  const [ends] = rows.map((row) => row.ends);
  return [...new Set(kinds)].join(', ') + (ends === undefined ? '' : `; ${ends}`);
}

function minorOf(version: string): string {
  return version.split('.').slice(0, 2).join('.');
}
