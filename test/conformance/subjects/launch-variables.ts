/** Variables that a place sets to the name of a run, which a run that starts again keeps. */
const RUN_NAMES = ['AZUREML_RUN_ID', 'AWS_BATCH_JOB_ID'];

/** The variables of a node behind the lines that its script sets them with, before the command. */
export function launchVariables(script: string, given: Readonly<Record<string, string>>): Record<string, string> {
  const known: Record<string, string> = { ...given, ...Object.fromEntries(RUN_NAMES.map((name) => [name, '<run>'])) };
  for (const [, name, value] of script.matchAll(/^(ML_(?:RUN_ID|INPUT_\w+|CHECKPOINT_DIR|OUTPUT_DIR))="(.*)"$/gm)) {
    known[name!] = value!
      .replace(/\$\{(\w+)%\/\}/g, (_, variable: string) => known[variable]!.replace(/\/$/, ''))
      .replace(/\$\{(\w+)%%#\*\}/g, (_, variable: string) => known[variable]!)
      .replace(/\$(\w+)/g, (_, variable: string) => known[variable]!);
  }
  RUN_NAMES.forEach((name) => delete known[name]);
  return known;
}

/** The addresses among the variables that say where inputs are, by the names of the data. */
export function inputAddresses(
  environment: Readonly<Record<string, string>>,
  addressOf: (place: string, name: string) => string = (place) => place,
): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).flatMap(([variable, place]) => {
    const [, name] = /^ML_INPUT_(\w+)$/.exec(variable) ?? [];
    return name ? [[name.toLowerCase(), addressOf(place, name.toLowerCase())]] : [];
  }));
}
