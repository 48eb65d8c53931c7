/** A command of the AWS CLI: an operation with its input, or a wait. */
export type CliCommand = (CliOperation | CliWait) & {
  /** The Region that it is for. Left out: the table's own. */
  readonly region?: string | undefined;
};

interface CliOperation {
  /** Left out: DynamoDB. */
  readonly service?: 'application-autoscaling';
  readonly operation: string;
  readonly input: object;
  /** The member of DescribeTable's answer that tells the ARN for `--resource-arn`, which nobody knows before the table is there. */
  readonly resource?: 'TableArn' | 'LatestStreamArn';
}

/** Until the table is there, and active. */
interface CliWait {
  readonly wait: 'table-exists';
}

/** The commands of one operation. */
export function operation(name: string, ...inputs: readonly (object | undefined)[]): readonly CliCommand[] {
  return inputs.flatMap((input) => (input ? [{ operation: name, input }] : []));
}
