// Copies the charts, which jsii does not compile, from src/ to their place in lib/.
import { cpSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './setup.mjs';

const CHART_FILE = /\.(ya?ml|tpl)$/;

for (const file of readdirSync(join(root, 'src'), { recursive: true }).map(String)) {
  if (CHART_FILE.test(file) && statSync(join(root, 'src', file)).isFile()) cpSync(join(root, 'src', file), join(root, 'lib', file));
}
