import { Persona } from '../../../src/core';
import { Identity } from '../../../src/tfgcp';
import { codesOf } from '../../support/refusals';
import { stage } from '../platforms';

test('an identity is a member as IAM writes it', () => {
  expect(Identity.group('ml@acme.io').identityName).toBe('group:ml@acme.io');
  expect(Identity.principalSet('principalSet://iam.googleapis.com/projects/1/x').identityName).toBe('principalSet://iam.googleapis.com/projects/1/x');
  expect(Identity.principal('//iam.googleapis.com/projects/1/x/subject/y').identityName).toBe('principal://iam.googleapis.com/projects/1/x/subject/y');
});

test.each([
  [() => Identity.user('user:ada@acme.io'), 'identity/email'],
  [() => Identity.serviceAccount('ci'), 'identity/email'],
  [() => Identity.principalSet('acme/repo'), 'identity/principal-set'],
  [() => Identity.principal('acme/repo'), 'identity/principal'],
])('what is none is refused', (make, code) => {
  expect(codesOf(make)).toEqual([code]);
});

const MEMBERS = {
  dataScientists: [Identity.group('science@acme.io')],
  mlEngineers: [Identity.group('ml@acme.io')],
  reviewers: [Identity.group('review@acme.io')],
  ci: [Identity.serviceAccount('ci@acme.iam.gserviceaccount.com')],
};

describe('what the members of a persona may do', () => {
  const stack = stage({ personas: MEMBERS }).synth();
  const roleOn = (type: string, member: string) => Object.values(stack.resources(type)).filter((grant) => grant.member === member);

  test('with artifacts', () => {
    const grants = (member: string) => roleOn('google_storage_bucket_iam_member', member).map(({ role, condition }) => [role as string, condition?.title as string | undefined]);
    expect(grants('group:science@acme.io')).toEqual([['roles/storage.objectUser', 'only experiments/']]);
    expect(grants('group:ml@acme.io')).toEqual([['roles/storage.objectUser', undefined]]);
    expect(grants('group:review@acme.io')).toEqual([['roles/storage.objectViewer', undefined]]);
    expect(grants('serviceAccount:ci@acme.iam.gserviceaccount.com')).toEqual([['roles/storage.objectCreator', 'only releases/']]);
  });

  test('with images', () => {
    const grants = (member: string) => roleOn('google_artifact_registry_repository_iam_member', member).map(({ role }) => role as string);
    expect(grants('group:science@acme.io')).toEqual(['roles/artifactregistry.reader']);
    expect(grants('group:ml@acme.io')).toEqual(['roles/artifactregistry.writer']);
    expect(grants('group:review@acme.io')).toEqual([]);
  });

  test('as service accounts, which no persona may manage', () => {
    const accounts = (member: string) => roleOn('google_service_account_iam_member', member).map(({ service_account_id: id, role }) => {
      expect(role).toBe('roles/iam.serviceAccountUser');
      return /Runtime_(training|serving|pipeline)_/.exec(id as string)![1];
    });
    expect(accounts('group:science@acme.io')).toEqual(['training']);
    expect(accounts('group:ml@acme.io').sort()).toEqual(['pipeline', 'serving', 'training']);
    expect(accounts('group:review@acme.io')).toEqual([]);
    expect(accounts('serviceAccount:ci@acme.iam.gserviceaccount.com').sort()).toEqual(['pipeline', 'serving']);
  });

  test('a reviewer changes models, and nothing else', () => {
    const { permissions } = stack.resource('google_project_iam_custom_role', `Personas/${Persona.REVIEWER}`);
    expect((permissions as string[]).filter((permission) => !/\.(?:get|list)$/.test(permission))).toEqual(['aiplatform.models.update']);
  });

  test('nobody else changes a model, and so says that it may be served', () => {
    const permissionsOf = (persona: Persona) => stack.resource('google_project_iam_custom_role', `Personas/${persona}`).permissions as string[];
    [Persona.DATA_SCIENTIST, Persona.ML_ENGINEER, Persona.CI].forEach((persona) => expect(permissionsOf(persona)).not.toContain('aiplatform.models.update'));
    // A new version of a model needs no more than this: https://docs.cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.models/upload
    [Persona.ML_ENGINEER, Persona.CI].forEach((persona) => expect(permissionsOf(persona)).toContain('aiplatform.models.upload'));
  });

  test('a pipeline from outside reads no data', () => {
    const { permissions } = stack.resource('google_project_iam_custom_role', `Personas/${Persona.CI}`);
    expect((permissions as string[]).filter((permission) => /^(?:storage|bigquery|logging)\./.test(permission))).toEqual([]);
  });
});

test('another member in front moves no address', () => {
  const ids = (reviewers: Identity[]) => stage({ personas: { reviewers } }).synth().addresses;
  const one = ids([Identity.user('grace@acme.io')]);
  expect(ids([Identity.user('ada@acme.io'), Identity.user('grace@acme.io')])).toEqual(expect.arrayContaining(one));
});
