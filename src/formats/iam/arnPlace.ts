import { show } from '../../schema/index.js';

/** Where the tables are: what an ARN says before the name. */
export interface ArnPlace {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

export function tableArn({ partition, region, account }: ArnPlace, tableName: string): string {
  return `arn:${partition}:dynamodb:${region}:${account}:table/${tableName}`;
}

export function indexArn(place: ArnPlace, tableName: string, indexName: string): string {
  return `${tableArn(place, tableName)}/index/${indexName}`;
}

/** Of any stream that the table has or will have: the label of a stream is the time at which it was switched on. */
export function streamArn(place: ArnPlace, tableName: string): string {
  return `${tableArn(place, tableName)}/stream/*`;
}

/** The partitions whose Regions can be told by their names. */
const partitionOfPrefix: readonly (readonly [prefix: string, partition: string])[] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
];

/** @throws RangeError for what no ARN can have there: a policy with it would allow nothing, without a word. */
export function checkPlace({ partition, region, account }: ArnPlace): void {
  if (typeof account !== 'string' || !/^(\d{12}|\*)$/.test(account)) {
    throw new RangeError(
      `account ${show(account)} must be the 12 digits of the AWS account of the tables, as a string, or '*' for any account`,
    );
  }
  if (typeof region !== 'string' || !/^([a-z]+(-[a-z]+)+-\d+|\*)$/.test(region)) {
    throw new RangeError(
      `region ${show(region)} must be the Region of the tables, such as 'eu-central-1', or '*' for any Region`,
    );
  }
  if (typeof partition !== 'string' || !/^aws(-[a-z]+)*$/.test(partition)) {
    throw new RangeError(`partition ${show(partition)} must be 'aws', 'aws-cn', 'aws-us-gov' or the like`);
  }
  for (const [prefix, own] of partitionOfPrefix) {
    if (region !== '*' && region.startsWith(prefix) !== (partition === own)) {
      throw new RangeError(
        `region '${region}' is not in partition '${partition}'; partition: '${own}' is for the Regions named ${prefix}*`,
      );
    }
  }
}
