import { Token } from 'cdktf';
import { Construct } from 'constructs';
import { RawResource, RawResourceOptions } from './raw-resource';

export type HttpMethod = 'DELETE' | 'PATCH' | 'POST' | 'PUT';

/** How to follow an operation that the service runs in the background. */
export interface RestfulPoll {
  /** Where the first answer has the address to ask: `body.name`. Left out, the resource itself is asked. */
  readonly urlLocator?: string;
  readonly statusLocator: string;
  readonly success: string;
  readonly pending?: readonly string[];
  readonly delaySeconds?: number;
}

interface RestfulDelete {
  readonly deleteMethod?: HttpMethod;
  readonly deletePath?: string;
  readonly deleteBody?: object;
  readonly pollDelete?: RestfulPoll;
}

export interface RestfulResourceProps<Body extends object = object> extends RawResourceOptions, RestfulDelete {
  /** Below the provider's `base_url`; created by POST unless told otherwise. */
  readonly path: string;
  readonly body: Body;
  /** Where it is read (and updated and deleted); left out, the path itself. Known before the create, when the id is of our choice. */
  readonly readPath?: string;
  /** Parts of the body that the answer does not repeat, or has in another shape. */
  readonly writeOnly?: readonly string[];
  /** Parts of the answer that are wanted as `output`; left out, all of it is kept. */
  readonly exports?: readonly string[];
  /** Parts of the body whose change replaces the resource. */
  readonly replaceOn?: readonly string[];
  readonly createMethod?: 'POST' | 'PUT';
  /** What stands behind the path when it is created, such as an id of our choice. */
  readonly createQuery?: Readonly<Record<string, readonly string[]>>;
  readonly updateMethod?: 'PATCH' | 'POST' | 'PUT';
  readonly updatePath?: string;
  readonly updateQuery?: Readonly<Record<string, readonly string[]>>;
  /** Whether a PATCH has all of the body, as a mask of fields in `updateQuery` wants it, and not what differs only. */
  readonly patchWhole?: boolean;
  readonly pollCreate?: RestfulPoll;
  readonly pollUpdate?: RestfulPoll;
}

/** A thing behind a REST API, with create, read, update and delete. */
export class RestfulResource<Body extends object = object> extends RawResource {
  public constructor(scope: Construct, id: string, props: RestfulResourceProps<Body>) {
    super(scope, id, 'restful_resource', 'restful', {
      path: props.path,
      body: props.body,
      read_path: props.readPath,
      write_only_attrs: props.writeOnly,
      output_attrs: props.exports,
      force_new_attrs: props.replaceOn,
      create_method: props.createMethod,
      create_query: props.createQuery,
      update_method: props.updateMethod,
      update_path: props.updatePath,
      update_query: props.updateQuery,
      merge_patch_disabled: props.patchWhole,
      poll_create: poll(props.pollCreate),
      poll_update: poll(props.pollUpdate),
      ...deletion(props),
    }, props);
  }

  /** A part of the answer, by its path. */
  public output(path: string): string {
    return Token.asString(this.interpolationForAttribute(`output.${path}`));
  }

  public get id(): string {
    return this.getStringAttribute('id');
  }
}

export interface RestfulOperationProps<Body extends object = object> extends RawResourceOptions, RestfulDelete {
  readonly path: string;
  readonly method: HttpMethod | 'GET';
  readonly body?: Body;
  readonly poll?: RestfulPoll;
  /** Parts of the answer that are wanted as `output`; left out, all of it is kept. */
  readonly exports?: readonly string[];
}

/** A call that is made once, and again when its arguments change; and, if told so, its counterpart at destroy. */
export class RestfulOperation<Body extends object = object> extends RawResource {
  public constructor(scope: Construct, id: string, props: RestfulOperationProps<Body>) {
    super(scope, id, 'restful_operation', 'restful', {
      path: props.path,
      method: props.method,
      body: props.body,
      poll: poll(props.poll),
      output_attrs: props.exports,
      ...deletion(props),
    }, props);
  }

  /** A part of the answer, by its path. */
  public output(path: string): string {
    return Token.asString(this.interpolationForAttribute(`output.${path}`));
  }
}

function deletion(props: RestfulDelete): Record<string, unknown> {
  return {
    delete_method: props.deleteMethod,
    delete_path: props.deletePath,
    delete_body: props.deleteBody,
    poll_delete: poll(props.pollDelete),
  };
}

function poll(wanted: RestfulPoll | undefined): object | undefined {
  return wanted && {
    ...(wanted.urlLocator ? { url_locator: wanted.urlLocator } : {}),
    status_locator: wanted.statusLocator,
    status: { success: wanted.success, ...(wanted.pending ? { pending: wanted.pending } : {}) },
    ...(wanted.delaySeconds !== undefined ? { default_delay_sec: wanted.delaySeconds } : {}),
  };
}
