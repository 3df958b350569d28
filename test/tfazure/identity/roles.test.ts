import { Persona } from '../../../src/core';
import { Identity } from '../../../src/tfazure';
import { EXISTING, SHARED, SOMEBODY, synthesized } from '../support/stacks';

const rights = (persona: Persona): string[] => {
  const [{ actions, data_actions }] = synthesized().resource('azurerm_role_definition', persona).permissions;
  return [...actions, ...data_actions];
};

test('a data scientist trains and does not deploy', () => {
  expect(rights(Persona.DATA_SCIENTIST)).toContain('Microsoft.MachineLearningServices/workspaces/jobs/write');
  expect(rights(Persona.DATA_SCIENTIST).filter((right) => /Endpoints\/.*(?:write|delete)/.test(right))).toEqual([]);
});

test('an engineer deploys; nobody reads keys or secrets, or assigns roles', () => {
  expect(rights(Persona.ML_ENGINEER)).toContain('Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments/write');
  Object.values(Persona).forEach((persona) => {
    expect(rights(persona).filter((right) => /listkeys|listsecrets|secrets\/|roleAssignments/i.test(right))).toEqual([]);
  });
});

test('a reviewer changes the state of a model and nothing else', () => {
  expect(rights(Persona.REVIEWER).filter((right) => !right.endsWith('/read'))).toEqual(['Microsoft.MachineLearningServices/workspaces/models/versions/write']);
});

test('a pipeline reads no data', () => {
  expect(rights(Persona.CI)).not.toContain('Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read');
});

test('members hold their role on what they work with, and only a part of the store', () => {
  const stack = synthesized({ personas: { dataScientists: [Identity.group(SOMEBODY)] } });
  const grants = Object.values(stack.resources('azurerm_role_assignment')).filter(({ principal_id }) => principal_id === SOMEBODY);
  expect(grants).toHaveLength(5);
  expect(grants.map(({ scope }) => scope as string).some((scope) => scope.includes('azurerm_resource_group'))).toBe(false);
  const [store] = grants.filter(({ scope }) => (scope as string).includes('azurerm_storage_account'));
  expect(store!.condition).toContain("StringStartsWith 'experiments/'");
});

test('a role can be held on what lies in other resource groups', () => {
  const stack = synthesized({ existingRegistry: EXISTING.registry });
  expect(stack.resource('azurerm_role_definition', Persona.ML_ENGINEER).assignable_scopes).toEqual([expect.stringContaining('azurerm_resource_group'), SHARED]);
});

test('serving reads the artifacts and cannot change them', () => {
  const stack = synthesized();
  expect(stack.resource('azurerm_role_assignment', 'Runtime/serving/Store').role_definition_name).toBe('Storage Blob Data Reader');
  expect(stack.resource('azurerm_role_assignment', 'Runtime/training/Store').role_definition_name).toBe('Storage Blob Data Contributor');
});
