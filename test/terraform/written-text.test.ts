import { Fn, Lazy } from 'cdktf';
import { mapTexts, writtenText, writtenTexts } from '../../src/terraform';

test.each([
  ['${HOME}', '$${HOME}'],
  ['AUC of ${x} "0.93"', 'AUC of $${x} "0.93"'],
  ['a %{ if } b', 'a %%{ if } b'],
  ['$HOME 5 % {x}', '$HOME 5 % {x}'],
])("'%s' begins no expression of Terraform", (text, written) => expect(writtenText(text)).toBe(written));

test('tokens are meant', () => {
  const token = Fn.lower('A');
  expect(writtenText(`${token}-\${x}`)).toBe(`${token}-$\${x}`);
  expect(writtenText('${TfToken[TOKEN.7]}')).toBe('${TfToken[TOKEN.7]}');
});

test('all texts of a body are written, and what is none stays what it is', () => {
  const lazy = Lazy.anyValue({ produce: () => '${x}' });
  expect(writtenTexts({ 'a${k}': ['${x}', 1, undefined], 'b': { c: '%{d}', e: null } })).toEqual({ 'a${k}': ['$${x}', 1, undefined], 'b': { c: '%%{d}', e: null } });
  expect(writtenTexts({ lazy }).lazy).toBe(lazy);
  expect(mapTexts(['a'], (text) => `${text}!`)).toEqual(['a!']);
});
