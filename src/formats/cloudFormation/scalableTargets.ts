import { type ScaledCapacity, scalableDimension, utilizationMetric } from '../../cloudFormation/index.js';
import {
  type AutoScaling,
  type CapacityScaling,
  defined,
  own,
  type Path,
  properties,
  show,
} from '../../schema/index.js';
import { scaledResource } from '../scalableTarget.js';
import { decide, resolve } from './intrinsics.js';
import { type ReadScaling, toScaling } from './readScaling.js';
import { type ScalingPolicyValue, scalableTargetShape, scalingPolicyShape } from './scalingShapes.js';
import { defaultsInWords } from './scope.js';
import { readShape, type TemplateReader } from './shapes.js';

/** How a table or one of its indexes is scaled, and by which resources of the template. */
interface ScaledBy {
  /** The global index. Left out: the table. */
  readonly index: string | undefined;
  readonly autoScaling: ReadScaling;
  readonly targets: readonly string[];
}

type Resources = { readonly [id: string]: unknown };

/** A target of the template, as far as it can be told what it scales. */
interface Target {
  readonly id: string;
  readonly table: string;
  readonly index: string | undefined;
  readonly of: ScaledCapacity;
  readonly properties: { readonly [name: string]: unknown };
  /** Whether it is there is known at deployment only. */
  readonly uncertain: boolean;
  /** It is a policy, whose target stands elsewhere. */
  readonly isPolicy?: true;
}

/** The types of resources by which a template has Application Auto Scaling scale. */
const scalingTypes = {
  target: 'AWS::ApplicationAutoScaling::ScalableTarget',
  policy: 'AWS::ApplicationAutoScaling::ScalingPolicy',
} as const;

/** Whether it is a resource by which Application Auto Scaling scales something. */
export function isScalingResource(resource: unknown): boolean {
  const { Type } = properties(resource);
  return Type === scalingTypes.target || Type === scalingTypes.policy;
}

/** What of a template scales tables, asked by each of them. */
export interface ScalingOfTemplate {
  /** How a table and its indexes are scaled: by its logical id, and by what the template says of its name. */
  of(logicalId: string, tableName: unknown): readonly ScaledBy[];
  /** Reports what scales none of the tables that were asked for. */
  reportOthers(): void;
}

/**
 * What the template has Application Auto Scaling scale. A target with one policy that tracks DynamoDB's own metric is what a schema says;
 * of any other, a schema says only that something scales, and a note says why.
 */
export function scalingOfTemplate(reader: TemplateReader, resources: Resources): ScalingOfTemplate {
  const inTemplate = Object.entries(resources).flatMap(([id, resource]) => targetOf(reader, id, resource));
  const targets = [...inTemplate, ...lonePolicies(reader, resources, inTemplate)];
  const told = new Set<string>();
  return {
    of(logicalId, tableName) {
      const names = [`\${${logicalId}}`, markedText(reader, tableName)];
      const own = targets.filter(({ table }) => names.includes(table));
      for (const { id } of own) told.add(id);
      return [...new Set(own.map(({ index }) => index))].map((index) => {
        const ofPlace = own.filter((target) => target.index === index);
        return {
          index,
          autoScaling: autoScalingOf(reader, resources, ofPlace),
          targets: ofPlace.map(({ id }) => id),
        };
      });
    },
    reportOthers() {
      for (const { id, table } of targets) {
        if (told.has(id)) continue;
        reader.report(
          'not-representable',
          ['Resources', id, 'Properties', 'ResourceId'],
          `${show(table)} can't be told to be a table of this template, so what scales it was left out`,
        );
      }
    },
  };
}

/** What scales a capacity in a template: the logical ids of the target, and of its policies. */
export interface ScalingLink {
  readonly index: string | undefined;
  readonly of: ScaledCapacity;
  readonly target: string;
  readonly policies: readonly string[];
}

/** What scales a table and its indexes, by the table's logical id and what the template says of its name. */
export function scalingLinks(
  reader: TemplateReader,
  resources: Resources,
  logicalId: string,
  tableName: unknown,
): ScalingLink[] {
  const names = [`\${${logicalId}}`, markedText(reader, tableName)];
  return Object.entries(resources)
    .flatMap(([id, resource]) => targetOf(reader, id, resource))
    .filter(({ table }) => names.includes(table))
    .map((target) => ({
      index: target.index,
      of: target.of,
      target: target.id,
      policies: Object.keys(resources).filter((id) => isPolicyOf(reader, resources[id], target)),
    }));
}

function targetOf(reader: TemplateReader, id: string, resource: unknown): Target[] {
  const { Type, Properties, Condition } = properties(resource);
  if (Type !== scalingTypes.target) return [];
  const of = properties(Properties);
  const dimension = markedText(reader, of.ScalableDimension);
  const namespace = markedText(reader, of.ServiceNamespace);
  if (namespace !== 'dynamodb' && !dimension.startsWith('dynamodb:')) return [];
  const holds = isThere(reader, id, Condition);
  if (holds === false) return [];
  const path = ['Resources', id, 'Properties'];
  const scaled = scaledResource(markedText(reader, of.ResourceId));
  const unit = (['Read', 'Write'] as const).find((one) => dimension === scalableDimension({ ...scaled, of: one }));
  if (!scaled || !unit) {
    reader.report(
      'not-representable',
      [...path, scaled ? 'ScalableDimension' : 'ResourceId'],
      "it can't be told which capacity of which table this scales, so it was left out",
    );
    return [];
  }
  return [{ id, table: scaled.table, index: scaled.index, of: unit, properties: of, uncertain: holds === undefined }];
}

/** Policies for DynamoDB whose target is not in the template: something scales there, by bounds that stand elsewhere. */
function lonePolicies(reader: TemplateReader, resources: Resources, targets: readonly Target[]): Target[] {
  return Object.entries(resources).flatMap(([id, resource]): Target[] => {
    const { Type, Properties, Condition } = properties(resource);
    const of = properties(Properties);
    if (Type !== scalingTypes.policy || targets.some((target) => isPolicyOf(reader, resource, target))) return [];
    const [, targetId] = /^\$\{([^}]+)\}$/.exec(markedText(reader, of.ScalingTargetId)) ?? [];
    // That of a target that is not there, or of which a note tells.
    if (targetId !== undefined && own(resources, targetId)) return [];
    // The id of a target is what it scales: table/orders|dynamodb:table:ReadCapacityUnits|dynamodb
    const [ofTarget, dimensionOfTarget = ''] = markedText(reader, of.ScalingTargetId).split('|');
    const dimension = dimensionOfTarget || markedText(reader, of.ScalableDimension);
    const isOfDynamo =
      dimension.startsWith('dynamodb:') ||
      markedText(reader, of.ServiceNamespace) === 'dynamodb' ||
      /"DynamoDB(?:Read|Write)CapacityUtilization"/.test(JSON.stringify(of));
    if (!isOfDynamo || isThere(reader, id, Condition) === false) return [];
    const scaled = scaledResource(dimensionOfTarget ? ofTarget : markedText(reader, of.ResourceId));
    const unit = (['Read', 'Write'] as const).find((one) => dimension === scalableDimension({ ...scaled, of: one }));
    if (scaled && unit) {
      return [
        { id, table: scaled.table, index: scaled.index, of: unit, properties: {}, uncertain: false, isPolicy: true },
      ];
    }
    reader.report(
      'not-representable',
      ['Resources', id, 'Properties'],
      "it can't be told which capacity of which table this scales, so it was left out",
    );
    return [];
  });
}

/** What the targets of a table or an index come to together: where one is not what a schema can say, something else scales all of it. */
function autoScalingOf(reader: TemplateReader, resources: Resources, targets: readonly Target[]): ReadScaling {
  const read = targets.map((target) => [target, capacityScaling(reader, resources, target)] as const);
  const doubled = targets.filter(({ of }, i) => targets.findIndex((other) => other.of === of) !== i);
  for (const { id, of } of doubled) {
    reader.report('not-representable', ['Resources', id], `the ${of.toLowerCase()} capacity has another target, too`);
  }
  if (doubled.length || read.some(([, scaling]) => !scaling)) {
    for (const [{ id, of }, scaling] of read) {
      reader.report(
        'not-representable',
        ['Resources', id],
        `${of === 'Read' ? 'reads' : 'writes'} were read as moved by something else (autoScaling: 'UNMANAGED')${scaling ? ', because what scales beside them was' : ''}`,
      );
    }
    return 'UNMANAGED';
  }
  const by = (unit: ScaledCapacity) => read.find(([{ of }]) => of === unit)?.[1];
  return defined({ read: by('Read'), write: by('Write') }) as AutoScaling;
}

/** `undefined`: it is not what a schema can say, and a note says why. */
function capacityScaling(reader: TemplateReader, resources: Resources, target: Target): CapacityScaling | undefined {
  const { id, of, properties: given } = target;
  const path = ['Resources', id, 'Properties'];
  if (target.isPolicy) {
    reader.report('not-representable', path, 'its scalable target, which has the bounds, is not in this template');
    return undefined;
  }
  const { ResourceId: _, ScalableDimension: __, ServiceNamespace: ___, RoleARN, ...settings } = given;
  const value = readShape(reader, path, settings, scalableTargetShape) ?? {};
  reportRole(reader, path, RoleARN);
  const policy = policyOf(reader, resources, target);
  const suspended = Object.entries(value.SuspendedState ?? {}).filter(([, isSuspended]) => isSuspended);
  for (const [name] of suspended) {
    const what = 'it is suspended, and a table schema has no place for that';
    reader.report('not-representable', [...path, 'SuspendedState', name], what);
  }
  if (!policy || suspended.length || target.uncertain || reader.unknown.has(path)) return undefined;
  const { TargetValue, ScaleInCooldown, ScaleOutCooldown } = policy;
  return toScaling(
    { target: value, tracking: { TargetValue, ScaleInCooldown, ScaleOutCooldown } },
    (at, message) => reader.report('not-representable', [...path, ...at], message),
    of,
  );
}

/** Application Auto Scaling's own role of DynamoDB is the one that it uses anyway. */
function reportRole(reader: TemplateReader, path: Path, role: unknown): void {
  if (role === undefined || /\/AWSServiceRoleForApplicationAutoScaling_DynamoDBTable$/.test(markedText(reader, role)))
    return;
  reader.report(
    'not-representable',
    [...path, 'RoleARN'],
    "a table schema has no role of its own for scaling; it is scaled by the service's, AWSServiceRoleForApplicationAutoScaling_DynamoDBTable",
  );
}

type Tracking = NonNullable<ScalingPolicyValue['TargetTrackingScalingPolicyConfiguration']>;

/** The one policy of a target, if it tracks DynamoDB's own metric. */
function policyOf(reader: TemplateReader, resources: Resources, target: Target): Tracking | undefined {
  const policies = Object.entries(resources).flatMap(([id, resource]) => {
    const holds = isPolicyOf(reader, resource, target) && isThere(reader, id, properties(resource).Condition);
    return holds === false ? [] : [{ id, resource, uncertain: holds === undefined }];
  });
  const say = (path: Path, message: string) => {
    reader.report('not-representable', path, message);
    return undefined;
  };
  if (policies.length !== 1) {
    const what = policies.length ? `several policies: ${policies.map(({ id }) => id).join(', ')}` : 'no policy';
    return say(['Resources', target.id], `it has ${what}; a table schema has the one that tracks DynamoDB's metric`);
  }
  const [{ id, resource, uncertain }] = policies;
  const { Properties } = properties(resource);
  const path = ['Resources', id, 'Properties'];
  const {
    PolicyName: _,
    ResourceId,
    ScalableDimension,
    ScalingTargetId,
    ServiceNamespace,
    ...settings
  } = properties(Properties);
  const { PolicyType, TargetTrackingScalingPolicyConfiguration: tracking } =
    readShape(reader, path, settings, scalingPolicyShape) ?? {};
  const metric = tracking?.PredefinedMetricSpecification?.PredefinedMetricType;
  // What is known at deployment only was said already.
  if (uncertain || reader.unknown.has(path)) return undefined;
  if (PolicyType !== 'TargetTrackingScaling' || metric !== utilizationMetric(target.of)) {
    const is = `it is ${show(PolicyType)} of ${metric === undefined ? 'no metric of DynamoDB' : show(metric)}`;
    return say(path, `${is}; a table schema has TargetTrackingScaling of ${utilizationMetric(target.of)}`);
  }
  if (tracking?.DisableScaleIn) {
    const what = 'it never scales in, and a table schema has no place for that';
    return say([...path, 'TargetTrackingScalingPolicyConfiguration', 'DisableScaleIn'], what);
  }
  return tracking;
}

function isPolicyOf(reader: TemplateReader, resource: unknown, target: Target): boolean {
  const { Type, Properties } = properties(resource);
  if (Type !== scalingTypes.policy) return false;
  const { ScalingTargetId, ResourceId, ScalableDimension } = properties(Properties);
  const dimension = scalableDimension(target);
  if (ScalingTargetId !== undefined) {
    const id = markedText(reader, ScalingTargetId);
    const resourceId = markedText(reader, target.properties.ResourceId);
    return id === `\${${target.id}}` || id === `${resourceId}|${dimension}|dynamodb`;
  }
  const scaled = scaledResource(markedText(reader, ResourceId));
  return (
    scaled?.table === target.table &&
    scaled.index === target.index &&
    markedText(reader, ScalableDimension) === dimension
  );
}

/** Whether a resource that has a condition is there; `undefined`: known at deployment only. */
function isThere(reader: TemplateReader, id: string, condition: unknown): boolean | undefined {
  if (condition === undefined) return true;
  const { holds, trace } = decide(reader.scope, String(condition));
  const say = (message: string) =>
    reader.report('cloudformation-condition', ['Resources', id, 'Condition'], `${String(condition)} ${message}`);
  if (holds === undefined) say('is known at deployment only, and whether this scales with it');
  else if (trace.defaults.size) {
    say(
      `${holds ? 'holds' : 'does not hold'}, with ${defaultsInWords(reader.scope, trace)}; another deployment may scale otherwise`,
    );
  } else if (!holds) say('does not hold: this scales nothing');
  return holds;
}

/** The text with `${Name}` for what is known at deployment only. */
function markedText({ scope }: TemplateReader, value: unknown): string {
  const found = resolve({ ...scope, marksUnknown: true }, value, undefined);
  return found.kind === 'value' && ['string', 'number', 'boolean'].includes(typeof found.value)
    ? String(found.value)
    : '';
}
