/** Tags as CloudFormation writes them, in order: other languages hand maps over in an order of their own. */
export function tagList(tags: Readonly<Record<string, string>>): ReadonlyArray<{ readonly Key: string; readonly Value: string }> {
  return Object.keys(tags).sort().map((Key) => ({ Key, Value: tags[Key]! }));
}
