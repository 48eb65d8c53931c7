import type { CreateTableCommand, DescribeTableCommand } from '@aws-sdk/client-dynamodb';

/** Who answered a request: where it went, and what the headers of the answer say. */
export interface Answerer {
  /** The host of the endpoint, without its port. */
  readonly host: string;
  readonly protocol: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/**
 * Notes who answers this command, for `isEmulator` and `memberGaps`. The function that it returns gives what was noted, which is
 * nothing where the client sends no HTTP.
 */
export function noteAnswerer(command: CreateTableCommand | DescribeTableCommand): () => Answerer | undefined {
  let answerer: Answerer | undefined;
  (command as DescribeTableCommand).middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { hostname = '', protocol = '' } = args.request as { hostname?: string; protocol?: string };
      const { headers = {} } = (result.response ?? {}) as { headers?: Record<string, string> };
      const lowered = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
      answerer = { host: hostname, protocol, headers: Object.fromEntries(lowered) };
      return result;
    },
    { step: 'deserialize', name: 'tablewrightNoteAnswerer', override: true },
  );
  return () => answerer;
}

/** DynamoDB Local and its like make ARNs of an account that AWS never had. */
const noAccount = /^arn:[^:]*:dynamodb:[^:]*:(000000000000|0000-0000-0000):/;
/** What runs on this machine is not AWS: a tunnel to AWS needs a certificate, and so TLS. */
const thisMachine = /^(localhost|127(\.\d+){3}|\[?::1\]?|host\.docker\.internal|(.+\.)?localhost\.localstack\.cloud)$/;
/** DynamoDB says `Server: Server`. moto runs on Werkzeug, DynamoDB Local on Jetty, LocalStack on one of the others. */
const servers = /^(Werkzeug|Jetty|Dynoxide|LocalStack|TwistedWeb|hypercorn)\b/i;

/** Whether an emulator made this ARN or gave the answer. moto and LocalStack make ARNs of accounts that AWS may have. */
export function isEmulator(arn: string, answerer?: Answerer): boolean {
  if (noAccount.test(arn)) return true;
  if (answerer === undefined) return false;
  const { host, protocol, headers } = answerer;
  return (
    (protocol === 'http:' && thisMachine.test(host)) ||
    servers.test(headers.server ?? '') ||
    Object.keys(headers).some((name) => /^x-(localstack|dynoxide)\b/.test(name))
  );
}

/** DynamoDB Local 1 and 2 have keys of one partition and one sort attribute, as dynoxide has in indexes that are added later. */
const multiAttributeKey = 'UpdateTable.GlobalSecondaryIndexUpdates.Create.multiAttributeKey';

/** None has replicas: they reject a call with nothing else, or accept it and do nothing. */
const replicaUpdates = 'UpdateTable.ReplicaUpdates';

const ddblocal3 = [
  replicaUpdates,
  'UpdateTable.SSESpecification',
  'UpdateTable.TableClass',
  // Both ceilings of a table are set and shown; one alone is an internal failure.
  'UpdateTable.OnDemandThroughput.single',
  'UpdateTable.GlobalSecondaryIndexUpdates.OnDemandThroughput',
  'UpdateTable.WarmThroughput',
  'UpdateTable.VectorIndexUpdates',
];

const gaps = {
  // DynamoDB Local takes these members and forgets them; its DescribeTable never shows them.
  ddblocal: [...ddblocal3, 'UpdateTable.OnDemandThroughput', multiAttributeKey],
  ddblocal3,
  // dynoxide rejects an UpdateTable with nothing but these, or accepts it and does nothing. A stream's tags it gives to the table.
  dynoxide: [
    replicaUpdates,
    'TagResource.stream',
    'UpdateTable.GlobalSecondaryIndexUpdates.ProvisionedThroughput',
    'UpdateTable.SSESpecification',
    'UpdateTable.GlobalSecondaryIndexUpdates.OnDemandThroughput',
    'UpdateTable.WarmThroughput',
    multiAttributeKey,
  ],
  // dynalite tells of a TTL, and can't set it; it drops members that it does not know, and rejects an UpdateTable without others.
  dynalite: [
    replicaUpdates,
    'UpdateTimeToLive',
    'UpdateTable.StreamSpecification',
    'UpdateTable.SSESpecification',
    'UpdateTable.TableClass',
    'UpdateTable.DeletionProtectionEnabled',
    'UpdateTable.OnDemandThroughput',
    'UpdateTable.GlobalSecondaryIndexUpdates.OnDemandThroughput',
    'UpdateTable.WarmThroughput',
    'UpdateTable.VectorIndexUpdates',
    'TagResource.stream',
    multiAttributeKey,
  ],
  // moto accepts these and does nothing, or knows no such table; of insights and Kinesis streams it answers with a page of HTML.
  moto: [
    replicaUpdates,
    'UpdateTable.SSESpecification',
    'UpdateTable.TableClass',
    'UpdateTable.OnDemandThroughput',
    'UpdateTable.GlobalSecondaryIndexUpdates.OnDemandThroughput',
    'UpdateTable.VectorIndexUpdates',
    'UpdateContributorInsights',
    'EnableKinesisStreamingDestination',
    'PutResourcePolicy.stream',
    'TagResource.stream',
  ],
} satisfies Readonly<Record<string, readonly string[]>>;

/**
 * What the emulator behind this ARN and this answer does not implement, of what can't be told by asking: operations, members of
 * UpdateTable, and what such a member may hold. None on AWS, and none of an emulator that is not known: there it shows by trying.
 */
export function memberGaps(arn: string, answerer?: Answerer): readonly string[] {
  const name = isEmulator(arn, answerer) ? emulatorName(arn, answerer) : undefined;
  return name === undefined ? [] : gaps[name];
}

/** Most put their name in the Region (dynalite does when tablewright starts it); the others say it in the header of their server. */
function emulatorName(arn: string, answerer: Answerer | undefined): keyof typeof gaps | undefined {
  const region = arn.split(':')[3];
  const server = answerer?.headers.server ?? '';
  switch (region) {
    case 'ddblocal':
      return jettyVersion(server) >= 12.1 ? 'ddblocal3' : 'ddblocal';
    case 'dynoxide':
    case 'dynalite':
      return region;
    default:
      return /^Werkzeug\b/.test(server) ? 'moto' : undefined;
  }
}

/** DynamoDB Local 1.25 runs on Jetty 9.4, and 3.3 on 12.1. Nothing else in its answers tells which one it is. */
function jettyVersion(server: string): number {
  const [, version] = /^Jetty\((\d+\.\d+)/.exec(server) ?? [];
  return version === undefined ? 0 : Number(version);
}
