// Code in one form, so that two pieces of it can be compared: without comments, lines, kinds of quotes, and the way to a part in another file.
import ts from 'typescript';

const printer = ts.createPrinter({ removeComments: true });

export const parse = (text) => ts.createSourceFile('binding.js', text, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS);

export function plain(node) {
  return printer.printNode(ts.EmitHint.Unspecified, node, node.getSourceFile())
    .replace(/\(0, \w+_\d+\.(\w+)\)/g, '$1').replace(/\b(index_structs|structs\d+)_\d+\./g, '')
    .replace(/\s+/g, ' ').replaceAll("'", '"').replace(/\{ \}/g, '{}');
}

export const plainStatements = (text) => parse(text).statements.map(plain);
export const plainExpression = (text) => plainStatements(`(${text});`)[0].slice(1, -2);
