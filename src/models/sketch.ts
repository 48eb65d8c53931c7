import {
  type AttributeType,
  isProperties,
  type KeyAttributeType,
  type Projection,
  type Properties,
  show,
  type TableIssue,
  TableSchemaError,
} from '../schema/index.js';

/** An attribute of a key, with its type. */
export interface KeyPart {
  readonly name: string;
  /** Left out: the model does not say it. */
  readonly type?: KeyAttributeType | undefined;
}

export interface IndexSketch {
  /** Left out: the library has no word for it. */
  readonly kind?: 'global' | 'local' | undefined;
  readonly partitionKey: readonly KeyPart[];
  readonly sortKey: readonly KeyPart[];
  /** Left out: the library has no word for it, or the model leaves it open. */
  readonly projection?: Projection | undefined;
}

/** What one model says of its table. */
export interface Sketch {
  /** Who says it, for messages: `the entity "order"`. */
  readonly from: string;
  readonly tableName: string | undefined;
  readonly partitionKey: KeyPart;
  readonly sortKey?: KeyPart | undefined;
  readonly indexes: ReadonlyMap<string, IndexSketch>;
  /** The types of attributes that are not keys of this model, where it says them. */
  readonly attributes: ReadonlyMap<string, AttributeType>;
  readonly timeToLive?: string | undefined;
  readonly notes?: readonly TableIssue[];
}

/** A library whose models are read. */
export interface Library {
  readonly name: string;
  /** The versions with which the reader was tested. */
  readonly tested: string;
  /** What its models never say, for the note about it. */
  readonly silentOn: string;
}

export function modelError(subject: string, rule: TableIssue['rule'], message: string, path: TableIssue['path'] = []) {
  return new TableSchemaError(subject, [{ rule, path, message }]);
}

/** That a value is not what the library makes, with what was expected. */
export function misshapen({ name, tested }: Library, found: unknown, expected: string, at = ''): TableSchemaError {
  const what = typeof found === 'function' ? 'a function' : show(isProperties(found) ? Object.keys(found) : found);
  return modelError(
    `What was given as a model of ${name}`,
    'model-shape',
    `${at ? `${at} ` : ''}must be ${expected}, and is ${isProperties(found) ? `an object with ${what}` : what}; ${tested} were tested`,
  );
}

/** Whether the value is an object or a function with such properties: some libraries' models are functions. */
export function hasProperties(value: unknown): value is Properties {
  return isProperties(value) || typeof value === 'function';
}

export function stringOr<T>(value: unknown, otherwise: T): string | T {
  return typeof value === 'string' && value ? value : otherwise;
}
