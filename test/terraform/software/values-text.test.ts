import { App, Fn, Lazy, TerraformOutput, TerraformStack, TerraformVariable, Testing, Token } from 'cdktf';
import { manifestValuesText, valuesText } from '../../../src/terraform/software/values-text';
import { expectPassed, synthApp, SynthesizedStack, terraformMockedApply } from '../../support/terraform';

let app: App;
let stack: TerraformStack;
beforeEach(() => {
  app = Testing.app();
  stack = new TerraformStack(app, 'ml');
});

/** The stack with both texts as outputs. */
function synth(data: object): SynthesizedStack {
  new TerraformOutput(stack, 'values', { value: valuesText(data) });
  new TerraformOutput(stack, 'manifests', { value: manifestValuesText([data]) });
  return synthApp(app).only;
}
const valuesOf = (made: SynthesizedStack) => made.json.output!.values!.value as string;

/** What Terraform makes of both texts. */
function expectMade(data: object, expected: unknown) {
  const literal = JSON.stringify(JSON.stringify(expected)).replace(/\$\{/g, '$$${').replace(/%\{/g, '%%{');
  expectPassed(terraformMockedApply(synth(data), {
    expect: [
      `jsonencode(jsondecode(output.values)) == jsonencode(jsondecode(${literal}))`,
      `jsonencode(jsondecode(jsondecode(output.manifests).manifests[0])) == jsonencode(jsondecode(${literal}))`,
    ],
  }));
}

test('plain data is JSON that anybody can read', () => {
  const data = { a: [1, null, true, 'x "y"\n'], one: [3], b: { c: undefined, d: '{{ .Values.x }}' } };
  const made = synth(data);
  expect(JSON.parse(valuesOf(made))).toEqual(data);
  const { manifests } = JSON.parse(made.json.output!.manifests!.value as string) as { manifests: string[] };
  expect(JSON.parse(manifests[0]!)).toEqual(data);
});

describe('texts that look like expressions', () => {
  test('are no expressions, in values and in keys', () => {
    expect(valuesOf(synth({ 'a': '${POD_NAME} $${X}', '${KEY}': '%{ if x }' }))).toBe('{"a":"$${POD_NAME} $$${X}","$${KEY}":"%%{ if x }"}');
  });

  test('arrive as they were written', () => {
    const data = { 'a': 'echo ${HOME} %{ if } "q"\n', '${KEY}': ['%{x}', '$HOME'] };
    expectMade(data, data);
  }, 60_000);
});

describe('what is known only later', () => {
  test('keeps its type: numbers, lists, maps and objects', () => {
    const number = new TerraformVariable(stack, 'number', { type: 'number', default: 7 });
    const list = new TerraformVariable(stack, 'list', { type: 'list(string)', default: ['a "b"', 'c'] });
    const object = new TerraformVariable(stack, 'object', { type: 'object({ a = list(number) })', default: { a: [1] } });
    const text = new TerraformVariable(stack, 'text', { type: 'string', default: 'x' });
    const data = {
      number: number.numberValue,
      list: list.listValue,
      object: object.value,
      map: Fn.merge([{ a: 'b' }, { d: 'e' }]),
      text: `${'${HOME}'}-${text.stringValue}`,
    };
    expectMade(data, { number: 7, list: ['a "b"', 'c'], object: { a: [1] }, map: { a: 'b', d: 'e' }, text: '${HOME}-x' });
  }, 60_000);

  test('at synthesis is what it is then, texts in it included', () => {
    const data = {
      object: Lazy.anyValue({ produce: () => ({ z: [1, '${HOME}'] }) }),
      list: Lazy.listValue({ produce: () => ['a', 'b'] }),
      number: Lazy.numberValue({ produce: () => 3 }),
      text: Lazy.stringValue({ produce: () => 'lazy' }),
    };
    expect(valuesOf(synth(data))).toBe('{"object":{"z":[1,"$${HOME}"]},"list":["a","b"],"number":3,"text":"lazy"}');
  });

  test('may be any expression that is a token', () => {
    const made = synth({ n: Token.asNumber('${var.n}'), o: Token.asAny('${var.o}'), l: Token.asList('${var.l}'), m: Token.asStringMap('${var.m}') });
    expect(valuesOf(made)).toBe('{"n":${jsonencode(var.n)},"o":${jsonencode(var.o)},"l":${jsonencode(var.l)},"m":${jsonencode(var.m)}}');
  });
});
