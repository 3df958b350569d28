import { Construct } from 'constructs';
import { ArtifactPath } from '../../core';
import { stableSuffix } from '../../core/private';
import { DataAzurermEventgridSystemTopic } from '../../providers/azurerm/data-azurerm-eventgrid-system-topic';
import { EventgridSystemTopic } from '../../providers/azurerm/eventgrid-system-topic';
import { IMlPlatform } from '../platform/ml-platform-handle';
import { resourceGroupNameOf, resourceNameOf } from '../platform/resource-ids';
import { ArtifactStoreBase } from '../storage/artifact-store-base';

/** What tells of the objects of an account. */
export interface EventTopic {
  readonly name: string;
  readonly resourceGroupName: string;
  /** The object id of the identity that it delivers as. */
  readonly principalId: string;
}

const MADE = new WeakMap<Construct, EventTopic>();

/**
 * The topic of the account that a path lies in: one that is there, or one that stands beside the store, since an account has at most one and several jobs may
 * listen to it. https://learn.microsoft.com/en-us/azure/event-grid/system-topics
 */
export function eventTopicOf({ store }: ArtifactPath, platform: IMlPlatform, eventTopicId: string | undefined, scope: Construct): EventTopic {
  const beside = store as ArtifactStoreBase;
  const place = eventTopicId === undefined ? beside : scope;
  const topic = MADE.get(place) ?? (eventTopicId === undefined ? make(beside, platform) : find(scope, eventTopicId));
  MADE.set(place, topic);
  return topic;
}

/** How the subjects of events begin of objects whose names begin so. */
export function subjectOf(container: string, key: string): string {
  return `/blobServices/default/containers/${container}/blobs/${key}`;
}

function make(store: ArtifactStoreBase, { platformName, resourceGroupName, location, tags }: IMlPlatform): EventTopic {
  const topic = new EventgridSystemTopic(store, 'Events', {
    name: `${platformName}-objects-${stableSuffix(store.node.path)}`,
    resourceGroupName,
    location,
    sourceResourceId: store.storageAccountId,
    topicType: 'Microsoft.Storage.StorageAccounts',
    identity: { type: 'SystemAssigned' },
    tags,
  });
  return { name: topic.name, resourceGroupName, principalId: topic.identity.principalId };
}

function find(scope: Construct, eventTopicId: string): EventTopic {
  const [name, resourceGroupName] = [resourceNameOf(eventTopicId), resourceGroupNameOf(eventTopicId)];
  const topic = new DataAzurermEventgridSystemTopic(scope, 'Topic', { name, resourceGroupName });
  return { name, resourceGroupName, principalId: topic.identity.get(0).principalId };
}
