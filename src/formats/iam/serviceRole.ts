import type { ArnPlace } from './arnPlace.js';
import type { Grant } from './policy.js';

/**
 * AWS makes such a role in the name of the first in an account who needs it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/using-service-linked-roles.html
 */
export function serviceRole(purpose: string, { partition, account }: ArnPlace, service: string, role: string): Grant {
  return {
    purpose,
    actions: ['iam:CreateServiceLinkedRole'],
    resources: [`arn:${partition}:iam::${account}:role/aws-service-role/${service}/${role}`],
    condition: { StringLike: { 'iam:AWSServiceName': service } },
  };
}
