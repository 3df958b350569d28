import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint, Linter, loadESLint } from 'eslint';
import { ROOMS } from '../../projenrc/rooms';

const root = join(__dirname, '..', '..');
const ROOM_RULES = ['import/no-restricted-paths', 'no-restricted-imports'];

let eslint: Pick<ESLint, 'lintText'>;
beforeAll(async () => {
  process.env.NODE_NO_WARNINGS = '1';
  eslint = new (await loadESLint({ useFlatConfig: false }))({ cwd: root });
});

async function lint(file: string, code: string): Promise<Linter.LintMessage[]> {
  const [result] = await eslint.lintText(code, { filePath: join(root, 'src', file) });
  return result.messages;
}

async function findings(file: string, module: string): Promise<string[]> {
  const messages = await lint(file, `export * from '${module}';\n`);
  return messages.filter(({ ruleId }) => ROOM_RULES.includes(ruleId!)).map(({ message }) => message);
}

function whyOf(dir: string): string {
  return ROOMS.find((room) => room.dir === dir)!.why;
}

describe('a wall between two rooms is reported with its reason', () => {
  test.each([
    ['core', 'core/platform/x.ts', '../../awscdk'],
    ['core', 'core/platform/x.ts', '../../terraform'],
    ['core', 'core/platform/x.ts', 'cdktf'],
    ['core', 'core/platform/x.ts', 'aws-cdk-lib/core'],
    ['core', 'core/platform/x.ts', 'node:fs'],
    ['core', 'core/platform/x.ts', 'node:http'],
    ['facts/aws', 'facts/aws/x.ts', '../../core'],
    ['facts/gcp', 'facts/gcp/x.ts', 'constructs'],
    ['facts/azure', 'facts/azure/x.ts', 'cdktf'],
    ['facts/kubernetes', 'facts/kubernetes/x.ts', 'constructs'],
    ['kubernetes', 'kubernetes/x.ts', '../tfk8s'],
    ['kubernetes', 'kubernetes/x.ts', '../terraform'],
    ['kubernetes', 'kubernetes/x.ts', 'cdktf'],
    ['terraform', 'terraform/x.ts', '../tfaws'],
    ['terraform', 'terraform/x.ts', '../providers/aws/provider'],
    ['terraform', 'terraform/x.ts', '@cdktf/provider-aws/lib/s3-bucket'],
    ['providers/aws', 'providers/aws/x.ts', '@cdktf/provider-aws'],
    ['providers/aws', 'providers/aws/x.ts', '@cdktf/provider-google/lib/storage-bucket'],
    ['providers/google', 'providers/google/x.ts', '@cdktf/provider-google/lib'],
    ['providers/azurerm', 'providers/azurerm/x.ts', '../../core'],
    ['providers/kubernetes', 'providers/kubernetes/x.ts', 'cdktf'],
    ['providers/helm', 'providers/helm/x.ts', '../kubernetes/provider'],
    ['awscdk', 'awscdk/x.ts', 'aws-cdk-lib'],
    ['awscdk', 'awscdk/x.ts', 'aws-cdk-lib/aws-s3/lib/bucket'],
    ['awscdk', 'awscdk/x.ts', 'cdktf'],
    ['awscdk', 'awscdk/x.ts', '../tfaws'],
    ['awscdk', 'awscdk/x.ts', '../terraform'],
    ['tfaws', 'tfaws/x.ts', '../awscdk'],
    ['tfaws', 'tfaws/x.ts', '../providers/google/provider'],
    ['tfaws', 'tfaws/x.ts', '@cdktf/provider-aws/lib/s3-bucket'],
    ['tfgcp', 'tfgcp/x.ts', '../tfaws'],
    ['tfgcp', 'tfgcp/x.ts', '../providers/aws/provider'],
    ['tfazure', 'tfazure/x.ts', '../tfgcp'],
    ['tfazure', 'tfazure/x.ts', 'aws-cdk-lib/core'],
    ['tfk8s', 'tfk8s/x.ts', '../tfgcp'],
    ['tfk8s', 'tfk8s/x.ts', '../providers/aws/provider'],
    ['tfgcp', 'tfgcp/x.ts', '../index'],
    ['core', 'core/platform/x.ts', '../../index'],
  ])('%s: %s may not import %s', async (dir, file, module) => {
    const messages = await findings(file, module);
    expect(messages.join('\n')).toContain(whyOf(dir));
  });

  test('another room\'s facts', async () => {
    const foreign = ROOMS.find(({ dir }) => dir.startsWith('facts/') && existsSync(join(root, 'src', dir)))!.dir;
    const [file] = readdirSync(join(root, 'src', foreign)).filter((name) => name.endsWith('.ts'));
    const target = foreign === 'facts/gcp' ? 'tfazure' : 'tfgcp';
    expect((await findings(`${target}/x.ts`, `../${foreign}/${file.replace('.ts', '')}`)).join('\n')).toContain(whyOf(target));
  });

  test.each(['.', '..', './index', '../index', '../..'])('an index from inside: %s', async (module) => {
    expect((await findings('core/platform/x.ts', module)).join('\n')).toContain('an index is the door for other rooms');
  });
});

describe('a door is open', () => {
  test.each([
    ['core/platform/x.ts', 'constructs'],
    ['core/platform/x.ts', 'ipaddr.js'],
    ['core/platform/x.ts', 'fastest-levenshtein'],
    ['core/platform/x.ts', '../private'],
    ['kubernetes/x.ts', '../core'],
    ['terraform/x.ts', 'cdktf'],
    ['terraform/x.ts', '../core'],
    ['providers/aws/x.ts', '@cdktf/provider-aws/lib/s3-bucket'],
    ['awscdk/x.ts', 'aws-cdk-lib/core'],
    ['awscdk/x.ts', 'aws-cdk-lib/aws-s3'],
    ['awscdk/x.ts', '../kubernetes'],
    ['tfaws/x.ts', '../providers/aws/provider'],
    ['tfaws/x.ts', '../providers/helm/provider'],
    ['tfgcp/x.ts', '../providers/google/provider'],
    ['tfazure/x.ts', '../providers/azurerm/provider'],
    ['tfk8s/x.ts', '../providers/kubernetes/provider'],
    ['tfk8s/x.ts', '../terraform'],
  ])('%s may import %s', async (file, module) => {
    expect(await findings(file, module)).toEqual([]);
  });
});

test.each([
  ['code in an index', 'tfgcp/index.ts', 'export const x = 1;\n', 'an index only re-exports'],
  ['the clock', 'tfgcp/x.ts', 'export const x = new Date();\n', 'no clock'],
  ['a random number', 'core/x.ts', 'export const x = Math.random();\n', 'no random'],
  ['an error without a code', 'core/x.ts', 'throw new Error(\'no\');\n', 'public code'],
  ['a file of 401 lines', 'core/x.ts', '\n// line\n'.repeat(201), 'too many lines'],
])('%s is reported', async (_, file, code, reason) => {
  expect((await lint(file, code)).map(({ message }) => message).join('\n')).toContain(reason);
});

test('every folder of src is a room of the table', () => {
  const src = join(root, 'src');
  const folders = readdirSync(src).filter((name) => statSync(join(src, name)).isDirectory())
    .flatMap((name) => (['facts', 'providers'].includes(name) ? readdirSync(join(src, name)).map((sub) => `${name}/${sub}`) : [name]));
  expect(ROOMS.map(({ dir }) => dir)).toEqual(expect.arrayContaining(folders));
});

test('src/index.ts exports core and the public rooms, and nothing else', () => {
  const rooms = ROOMS.filter(({ exported }) => exported).map(({ dir }) => `export * as ${dir} from './${dir}';`).sort();
  const index = readFileSync(join(root, 'src', 'index.ts'), 'utf8');
  expect(index.trim().split('\n')).toEqual(['export * from \'./core\';', ...rooms]);
});
