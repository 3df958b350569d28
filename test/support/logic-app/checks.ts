type Json = any;

const MOST_ACTIONS = 500;
const DEEPEST = 8;

/** What Azure refuses a definition for: https://learn.microsoft.com/en-us/azure/logic-apps/logic-apps-limits-and-config#workflow-definition-limits */
export function definitionProblems({ actions }: { readonly actions: Record<string, Json> }): string[] {
  const names: string[] = [];
  const problems: string[] = [];
  const walk = (level: Record<string, Json>, depth: number): void => Object.entries(level).forEach(([name, action]) => {
    if (names.includes(name)) problems.push(`'${name}' is there twice`);
    names.push(name);
    if (name.length > 80) problems.push(`'${name}' is longer than 80 characters`);
    if (depth > DEEPEST) problems.push(`'${name}' lies deeper than ${DEEPEST}`);
    if (action.type === 'InitializeVariable' && depth > 1) problems.push(`'${name}' declares a variable inside of another action`);
    Object.keys(action.runAfter ?? {}).filter((before) => !(before in level)).forEach((before) => problems.push(`'${name}' is after '${before}', which is not beside it`));
    [action.actions, action.else?.actions].filter(Boolean).forEach((inner) => walk(inner, depth + 1));
  });
  walk(actions, 1);
  if (names.length > MOST_ACTIONS) problems.push(`there are ${names.length} actions`);
  [...JSON.stringify(actions).matchAll(/(?:outputs|body|actions|result)\('([^']+)'\)/g)].map(([, name]) => name!).filter((name) => !names.includes(name))
    .forEach((name) => problems.push(`'${name}' is asked for, but no action is called so`));
  return [...new Set(problems)];
}
