/** How a request to an endpoint holds its records, and how the answer holds what was predicted of them. */
export enum RequestFormat {
  /** A record a line, values with commas between them in the order of the schema; the answer has a value a line, or values with commas between them. */
  CSV = 'csv',

  /** `{"instances": […]}`, each an object by names or a list in the order of the schema; the answer is `{"predictions": […]}` in the same order. */
  JSON_INSTANCES = 'json-instances',

  /** A record as an object by names, or a list of them; the answer is a value, an object that has the prediction by its name, or a list of either. */
  JSON_RECORDS = 'json-records',
}
