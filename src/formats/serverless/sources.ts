import { TableSchemaError } from '../../schema/index.js';
import { parseTemplate } from '../cloudFormation/parseTemplate.js';
import type { FromServerlessOptions } from './options.js';
import type { Found, Question, Sources } from './resolver.js';

/** A file of the service, read. */
export interface ServiceFile {
  readonly path: string;
  readonly value: unknown;
  lineOf(object: object): number | undefined;
}

/** What the sources have beside the options. */
export interface Service {
  readonly configuration: unknown;
  readonly options: FromServerlessOptions;
  /** The files that were read, by their path without `./`. */
  readonly files: Map<string, ServiceFile>;
  /** The files that were asked for and are not there, as they are named. */
  readonly missing: Set<string>;
  /** Says what is wrong with a file. */
  reportFile(path: string, message: string): void;
}

const missing: Found = { kind: 'missing' };
const unknown: Found = { kind: 'unknown' };

function found(value: unknown): Found {
  return value === undefined || value === null ? missing : { kind: 'value', value };
}

/**
 * The sources of variables that a text and what is given beside it can answer.
 *
 * @see https://www.serverless.com/framework/docs/guides/variables
 */
export function sourcesOf(service: Service): Sources {
  const { configuration, options } = service;
  const { options: given = {}, env = {}, parameters = {} } = options;
  const self = ({ address = '', notes, resolver }: Question) => {
    const path = address ? address.split('.') : [];
    const value = resolver.walk(configuration, path, notes);
    // Without them, the framework takes its own.
    const standard =
      value === undefined ? ownOf({ 'provider.stage': 'dev', 'provider.region': 'us-east-1' }, address) : undefined;
    if (standard !== undefined) {
      const option = ownOf(given, address.replace('provider.', ''));
      if (option === undefined) notes.assumed.add(address);
      return found(option ?? standard);
    }
    // `service` was an object with a name once.
    if (value === undefined && address === 'service.name')
      return found(resolver.walk(configuration, ['service'], notes));
    return found(value);
  };
  const asked = (what: string, value: unknown, { notes }: Question): Found => {
    if (value === undefined) notes.needs.add(what);
    return found(value);
  };
  const stage = (question: Question): Found => {
    if (given.stage !== undefined) return found(given.stage);
    question.notes.assumed.add('the option stage');
    return found(question.resolver.walk(configuration, ['provider', 'stage'], question.notes) ?? 'dev');
  };
  return {
    self,
    opt: (question) => asked(`the option ${question.address}`, ownOf(given, question.address), question),
    env: (question) => asked(`the environment variable ${question.address}`, ownOf(env, question.address), question),
    sls: (question) => (question.address === 'stage' ? stage(question) : unknown),
    param(question) {
      const { address = '', notes, resolver } = question;
      const own = ownOf(parameters, address);
      if (own !== undefined) return found(own);
      const current = stage(question);
      const of = (name: string) => resolver.walk(configuration, ['params', name, address], notes);
      const value = (current.kind === 'value' ? of(String(current.value)) : undefined) ?? of('default');
      return asked(`the parameter ${address}`, value ?? undefined, question);
    },
    aws(question) {
      const { address, notes, resolver } = question;
      const pseudo = address === 'region' ? 'AWS::Region' : address === 'accountId' ? 'AWS::AccountId' : '';
      const region = address === 'region' ? given.region : undefined;
      const value = ownOf(parameters, pseudo) ?? region;
      if (value !== undefined) return found(value);
      const written = address === 'region' ? resolver.walk(configuration, ['provider', 'region'], notes) : undefined;
      return written === undefined ? unknown : found(written);
    },
    file: (question) => fileOf(service, question),
    strToBool: ({ params: [text = ''] }) =>
      /^(?:true|1)$/i.test(text) ? found(true) : /^(?:false|0)$/i.test(text) ? found(false) : unknown,
  };
}

function ownOf<T>(record: { readonly [name: string]: T }, name: string | undefined): T | undefined {
  return name !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}

function fileOf(service: Service, { params: [named], address, notes, resolver }: Question): Found {
  if (!named) return unknown;
  const file = readFile(service, named);
  if (!file) {
    notes.needs.add(`the file ${named}`);
    return unknown;
  }
  return found(resolver.walk(file.value, address ? address.split('.') : [], notes));
}

function readFile(service: Service, named: string): ServiceFile | undefined {
  const path = normal(named);
  const known = service.files.get(path);
  if (known) return known;
  if (/\.[cm]?[jt]s$/.test(path)) {
    service.reportFile(named, 'is a program, which is not run here; its values are left out');
    return undefined;
  }
  const [, text] = Object.entries(service.options.files ?? {}).find(([name]) => normal(name) === path) ?? [];
  if (text === undefined) {
    service.missing.add(named);
    return undefined;
  }
  try {
    const isData = /\.(?:ya?ml|json|tfstate)$/.test(path);
    const { value, lineOf } = isData ? parseTemplate(text, 'serverless') : { value: text, lineOf: () => undefined };
    const file = { path, value, lineOf };
    service.files.set(path, file);
    return file;
  } catch (error) {
    if (!(error instanceof TableSchemaError)) throw error;
    service.reportFile(named, `cannot be read: ${error.issues[0]?.message}`);
    return undefined;
  }
}

/** The path without `.` and `..`. */
function normal(path: string): string {
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..' && steps.length && steps.at(-1) !== '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
}
