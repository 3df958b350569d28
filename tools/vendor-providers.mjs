// Puts the provider resources in use into the package, so that its users need none of the provider packages (1.2 GB on disk, 42 s to
// import in Python): each as a table from which src/providers/binding makes its class, which takes an eighth of its code and is as good,
// because a table is taken only if the code that follows from it is the code of the binding. What has no table is bundled as it is.
// Runs after the compile; docs/adr/0002-vendored-providers.md says why.
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { readBinding } from './bindings/binding-reader.mjs';
import { tableCode } from './bindings/binding-table.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const providers = join(root, 'lib', 'providers');
const { resolve } = createRequire(import.meta.url);

// jsii stamps every class with its name in other languages. Without the stamp a vendored object inherits
// the one of cdktf.TerraformResource, which every cdktf user has, whatever else is imported.
const TYPE_NAME = /^\w+\[\w+\] = \{ fqn: "@cdktf\/provider-[^"]+", version: "[^"]+" \};$/gm;
const TYPE_NAME_SYMBOL = /^const JSII_RTTI_SYMBOL_1 = .*$|^\w+ = JSII_RTTI_SYMBOL_1;$/gm;

const withoutTypeNames = {
  name: 'without-type-names',
  setup(bundler) {
    bundler.onLoad({ filter: /@cdktf[\\/]provider-.*\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(TYPE_NAME, '').replace(TYPE_NAME_SYMBOL, ''),
      loader: 'js',
    }));
  },
};

const files = readdirSync(providers, { recursive: true }).map((file) => join(providers, file));
const compiled = files.filter((file) => file.endsWith('.js') && dirname(file) !== join(providers, 'binding'));

/** The class that a file takes from a binding, and the folder of that. */
function exportedBy(file) {
  const code = readFileSync(file, 'utf8');
  const [, name] = /defineProperty\(exports, "(\w+)", \{ enumerable/.exec(code);
  const [, module] = /require\("(@cdktf\/[^"]+)"\)/.exec(code);
  return { name, folder: dirname(resolve(module)) };
}

const bundled = compiled.filter((file) => {
  const { name, folder } = exportedBy(file);
  const { resource } = readBinding(folder, name);
  if (resource) writeFileSync(file, tableCode(resource));
  return !resource;
});

await build({
  entryPoints: bundled,
  outdir: providers,
  outbase: providers,
  allowOverwrite: true,
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external: ['cdktf', 'constructs'],
  legalComments: 'none', // THIRD-PARTY-NOTICES has them
  plugins: [withoutTypeNames],
  logLevel: 'warning',
});

for (const file of compiled) {
  const code = readFileSync(file, 'utf8');
  if (code.includes('jsii.rtti') || code.includes('require("@cdktf/')) {
    throw new Error(`${file} still has a jsii type name or needs a provider package: the pattern of tools/vendor-providers.mjs is outdated`);
  }
}
// Nothing of a provider is in the public surface, so nobody needs its types.
files.filter((file) => file.endsWith('.d.ts')).forEach((file) => rmSync(file));
