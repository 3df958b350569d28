/** Variables in which nothing is a reference of Terraform but a token of cdktf: `${HOME}` is what the container is to read. */
export function asWritten<Plan extends { readonly environment: Readonly<Record<string, string>> }>(plan: Plan): Plan {
  const written = (text: string) => text.replace(/\$\{(?!TfToken\[)/g, '$$$${').replace(/%\{/g, '%%{');
  return { ...plan, environment: Object.fromEntries(Object.entries(plan.environment).map(([name, value]) => [name, written(value)])) };
}
