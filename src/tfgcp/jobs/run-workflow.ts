import { ServicePlace } from '../../core/jobs/managed-job-plan';
import { TrainingJobPlan } from '../../core/jobs/training-job-plan';
import { RUN_ID } from './job-data';
import { templateText } from './template-text';

/** What a run is made of and where. */
export interface RunWorkflow {
  readonly project: string;
  readonly location: string;
  /** The custom job. */
  readonly body: object;
}

/** How often a run is looked at. Workflows allows 100,000 steps, of which each look takes three: https://docs.cloud.google.com/workflows/quotas */
const LOOK_SECONDS = 120;
/** Between a failure and the next start. */
const PAUSE_SECONDS = 60;

/**
 * The workflow that makes a run, waits for its end, and fails if the run did, so that a schedule, an event and somebody by hand all start the same, and a failure is
 * seen. It starts a run again as often as the user says, with what is left of its time and under the same name, so that it finds its checkpoints.
 *
 * `$${…}` is an expression of Workflows in a text of Terraform. The custom job is a text to both, and only the name of the run is put in.
 *
 * https://docs.cloud.google.com/workflows/docs/reference/syntax, https://docs.cloud.google.com/workflows/docs/reference/stdlib/overview
 */
export function runWorkflow(plan: TrainingJobPlan<ServicePlace>, { project, location, body }: RunWorkflow): string {
  const api = `https://${location}-aiplatform.googleapis.com/v1/`;
  return `main:
  params: [event]
  steps:
    - prepare:
        assign:
          - run: $\${sys.get_env("GOOGLE_CLOUD_WORKFLOW_EXECUTION_ID")}
          - api: ${api}
          - left: ${plan.maxRunSeconds}
          - again: ${plan.retries ?? 0}
          - job: |
              ${templateText(body)}
${eventSteps(plan)}    - shape:
        assign:
          - body: $\${json.decode(text.replace_all(job, "${RUN_ID}", run))}
          - body.jobSpec.scheduling.timeout: $\${string(left) + "s"}
    - start:
        try:
          call: http.post
          args:
            url: $\${api + "projects/${project}/locations/${location}/customJobs"}
            auth:
              type: OAuth2
            body: $\${body}
          result: started
        retry: $\${http.default_retry_non_idempotent}
    - wait:
        call: sys.sleep
        args:
          seconds: ${LOOK_SECONDS}
    - look:
        try:
          call: http.get
          args:
            url: $\${api + started.body.name}
            auth:
              type: OAuth2
          result: seen
        retry:
          predicate: $\${http.default_retry_predicate}
          max_retries: 20
          backoff:
            initial_delay: 5
            max_delay: 300
            multiplier: 2
    - judge:
        switch:
          - condition: $\${seen.body.state == "JOB_STATE_SUCCEEDED" or seen.body.state == "JOB_STATE_CANCELLED"}
            next: done
          - condition: $\${seen.body.state == "JOB_STATE_EXPIRED"}
            next: failed
          - condition: $\${seen.body.state == "JOB_STATE_FAILED"}
            next: count
        next: wait
    - count:
        assign:
          - began: $\${default(map.get(seen.body, "startTime"), seen.body.endTime)}
          - left: $\${left - int(time.parse(seen.body.endTime) - time.parse(began))}
          - again: $\${again - 1}
    - decide:
        switch:
          - condition: $\${again < 0 or left < 60}
            next: failed
    - pause:
        call: sys.sleep
        args:
          seconds: ${PAUSE_SECONDS}
        next: shape
    - failed:
        raise: '$\${"run " + run + ", " + seen.body.name + ", ended as " + seen.body.state + ": " + json.encode_to_string(map.get(seen.body, "error"))}'
    - done:
        return: $\${seen.body.state}
`;
}

/** Eventarc tells of all objects of a bucket; which of them start a run is for the workflow to see. A schedule and somebody by hand bring no event. */
function eventSteps({ triggers: { artifacts } }: TrainingJobPlan): string {
  if (artifacts.length === 0) return '';
  const rests = artifacts.map(({ store, key }, i) => `          - rest_${i + 1}: $\${text.split(object, "${store.storeName}/${key}")}`);
  // One condition each, since an expression has at most 400 characters: https://docs.cloud.google.com/workflows/quotas
  const wanted = artifacts.map((_, i) => `          - condition: $\${rest_${i + 1}[0] == ""}\n            next: shape`);
  return `    - by_hand:
        switch:
          - condition: $\${event == null}
            next: shape
          - condition: $\${not("data" in event)}
            next: shape
    - which:
        assign:
          - object: $\${event.data.bucket + "/" + event.data.name}
${rests.join('\n')}
    - wanted:
        switch:
${wanted.join('\n')}
    - unwanted:
        return: $\${"no run for " + object}
`;
}
