import { BREACH, NUMBERS } from '../../facts/azure/drift-events';
import { Action, Actions, compose, each, inOrder, when } from '../serving/rollout/workflow-language';
import { EVENT_KEPT_SECONDS } from './event-intake';
import { retrainIfFree, RetrainStart } from './retrain-actions';
import { listingVariables } from './run-listing';
import { tell } from './told-lines';

/** A message that was taken and not deleted within that time is seen again: what it asked for could not be done. */
const HIDDEN_SECONDS = 1800;

const STORAGE_CALL = {
  headers: { 'x-ms-version': '2024-11-04', 'x-ms-date': "@{utcNow('R')}" },
  authentication: { type: 'ManagedServiceIdentity', audience: 'https://storage.azure.com/' },
};

/** A part of the answer of the queue, which is XML: https://learn.microsoft.com/en-us/rest/api/storageservices/get-messages */
const messagePart = (name: string): string => `xpath(xml(triggerBody()), 'string(//QueueMessage/${name})')`;

export interface GuardProps {
  readonly messagesUri: string;
  /** What makes a new model; nothing where people are told only. */
  readonly retraining?: RetrainStart;
}

/** Takes one event after the other, so that two never start a run at the same time. */
export function guardTrigger(messagesUri: string): Action {
  return {
    type: 'Http',
    recurrence: { frequency: 'Minute', interval: 1 },
    inputs: { method: 'GET', uri: `${messagesUri}?numofmessages=1&visibilitytimeout=${HIDDEN_SECONDS}`, ...STORAGE_CALL },
    conditions: [{ expression: "@greater(xpath(xml(triggerBody()), 'count(//QueueMessage)'), 0)" }],
    runtimeConfiguration: { concurrency: { runs: 1 } },
  };
}

/** Writes the numbers of a signal down, or that one crossed a threshold, after which it may start a retraining; then forgets the event. */
export function guardActions({ messagesUri, retraining }: GuardProps): Actions {
  const tag = (name: string) => `outputs('tags')?['${name}']`;
  const data = "outputs('event')?['data']";
  const pieces = Array.from({ length: NUMBERS.pieces }, (_, i) => `coalesce(${tag(`${NUMBERS.piece}${String(i).padStart(2, '0')}`)}, '')`);
  const isOver = `equals(toLower(coalesce(${data}?['runStatus'], ${data}?['RunStatus'], 'completed')), 'completed')`;
  return inOrder(
    ...(retraining ? retraining.listings.map(listingVariables) : []),
    // Event Grid writes an event into a queue in base64.
    compose('event', `@json(base64ToString(${messagePart('MessageText')}))`),
    // The reference of the event has small letters, the filter of the guide capital ones.
    compose('tags', `@coalesce(${data}?['runTags'], ${data}?['RunTags'], json('{}'))`),
    compose('is_over', `@${isOver}`),
    when('has_numbers', `@and(outputs('is_over'), not(empty(coalesce(${tag(NUMBERS.monitor)}, ''))))`, inOrder(
      tell('tell_run', { Kind: 'run', Signal: `@{${tag(NUMBERS.signal)}}` }),
      compose('numbers', `@json(concat('[', ${pieces.join(', ')}, ']'))`),
      each('each_number', "@outputs('numbers')", tell('tell_number', {
        Kind: 'number',
        Signal: `@{${tag(NUMBERS.signal)}}`,
        Metric: "@{items('each_number')[0]}",
        Group: "@{items('each_number')[1]}",
        Segment: "@{items('each_number')[2]}",
        Value: "@{items('each_number')[3]}",
        Threshold: "@{items('each_number')[4]}",
        Beyond: "@{items('each_number')[5]}",
      })),
    )),
    compose('breach', `@coalesce(${tag(BREACH.tag)}, '')`),
    when('has_breach', "@and(outputs('is_over'), not(empty(outputs('breach'))))", inOrder(
      // "The signal 'ml-fraud_data-drift' has failed …": names of monitors have no '_'.
      compose('signal', "@last(split(first(split(outputs('breach'), ''' has failed')), '_'))"),
      tell('tell_breach', { Kind: 'breach', Signal: "@{outputs('signal')}" }),
      ...(retraining ? [retrainIfFree(retraining, EVENT_KEPT_SECONDS)] : []),
    )),
    {
      forget: {
        type: 'Http',
        inputs: { method: 'DELETE', uri: `${messagesUri}/@{${messagePart('MessageId')}}?popreceipt=@{encodeUriComponent(${messagePart('PopReceipt')})}`, ...STORAGE_CALL },
      },
    },
  );
}
