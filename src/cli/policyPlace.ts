import { failure } from './failure.js';

/** Where a policy's tables are. A `*` stands in it only where somebody asked for that. */
export function policyPlace({ account, region = process.env.AWS_REGION }: { account?: string; region?: string }): {
  readonly account: string;
  readonly region: string;
} {
  if (account === undefined) {
    throw failure(
      'a policy names the account of its tables, and --account is not given',
      "Give its 12 digits (aws sts get-caller-identity prints them), or --account '*' for any account.",
    );
  }
  if (region === undefined) {
    throw failure(
      'a policy names the Region of its tables, and none is set',
      "Give --region, set AWS_REGION, or give --region '*' for any Region.",
    );
  }
  return { account, region };
}
