import { defined } from '../../schema/index.js';
/** An IAM policy document. */
export interface IamPolicy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly IamStatement[];
}

/** A statement of an IAM policy: what it allows, on which resources. */
export interface IamStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  /** Operator, then condition key, then what it must be. */
  readonly Condition?: { readonly [operator: string]: { readonly [key: string]: string | readonly string[] } };
}

/** A statement before it has its place in a policy. What names no resource says nothing, and is left out. */
export interface Grant {
  /** What it is for: the end of its Sid. */
  readonly purpose: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly condition?: IamStatement['Condition'];
}

export function toStatement({ purpose, actions, resources, condition }: Grant, sid: string | undefined): IamStatement {
  return defined({
    Sid: sid === undefined ? undefined : `${sid}${purpose}`,
    Effect: 'Allow',
    Action: actions,
    Resource: [...new Set(resources)],
    Condition: condition,
  });
}
