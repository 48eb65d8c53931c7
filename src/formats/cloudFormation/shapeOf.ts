import type { NotCarried } from '../../schema/index.js';
import type { Shape } from './shapes.js';

/** CloudFormation's name of a prop of CDK: `sseSpecification` is `SSESpecification`. */
type PropertyName<Prop extends string> = Prop extends `sse${infer Rest}`
  ? `SSE${Rest}`
  : Prop extends `kms${infer Rest}`
    ? `KMS${Rest}`
    : Capitalize<Prop>;

/**
 * The shape of all properties that AWS lists for a type, so that one that AWS adds does not compile until it is read, or has the reason
 * why a schema can't hold it. CDK generates its types from CloudFormation's own specification.
 */
export type ShapeOf<Props> = {
  readonly [Prop in keyof Required<Props> & string as PropertyName<Prop>]: Shape | NotCarried;
};
