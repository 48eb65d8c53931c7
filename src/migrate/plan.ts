import type {
  CreateTableCommandInput,
  DeleteResourcePolicyCommandInput,
  DisableKinesisStreamingDestinationCommandInput,
  EnableKinesisStreamingDestinationCommandInput,
  PutResourcePolicyCommandInput,
  TagResourceCommandInput,
  UntagResourceCommandInput,
  UpdateContinuousBackupsCommandInput,
  UpdateContributorInsightsCommandInput,
  UpdateKinesisStreamingDestinationCommandInput,
  UpdateTableCommandInput,
  UpdateTimeToLiveCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { RegisterScalableTargetInput, ScalableResource } from '../aws/index.js';
import type { TableQuotas, TableSchema } from '../schema/index.js';
import type { Change, Permission } from './change.js';
import type { DeleteScheduledActionInput, PolicyStepInput, ScheduledActionStepInput } from './scalingInputs.js';

/** The inputs of the operations that change a table. */
export interface StepInputs {
  /** Creates the table, with all that CreateTable carries. */
  CreateTable: CreateTableCommandInput;
  /** Changes the table or its indexes. */
  UpdateTable: UpdateTableCommandInput;
  /** Switches time to live on or off. */
  UpdateTimeToLive: UpdateTimeToLiveCommandInput;
  /** Switches point-in-time recovery on or off, or sets its days. */
  UpdateContinuousBackups: UpdateContinuousBackupsCommandInput;
  /** Switches contributor insights of the table or an index on or off. */
  UpdateContributorInsights: UpdateContributorInsightsCommandInput;
  /** Has the changes of items sent to a Kinesis data stream. */
  EnableKinesisStreamingDestination: EnableKinesisStreamingDestinationCommandInput;
  /** Sets how exactly the records sent to a Kinesis data stream say when they were made. */
  UpdateKinesisStreamingDestination: UpdateKinesisStreamingDestinationCommandInput;
  /** Ends what is sent to a Kinesis data stream. */
  DisableKinesisStreamingDestination: DisableKinesisStreamingDestinationCommandInput;
  /** Sets tags of the table or of its stream; others stay. */
  TagResource: TagResourceCommandInput;
  /** Takes tags of the table or of its stream away. */
  UntagResource: UntagResourceCommandInput;
  /** Sets the resource policy of the table or of its stream. */
  PutResourcePolicy: PutResourcePolicyCommandInput;
  /** Takes the resource policy of the table or of its stream away. */
  DeleteResourcePolicy: DeleteResourcePolicyCommandInput;
  /** Registers what scales, or changes its bounds. Of Application Auto Scaling, as all that follow. */
  RegisterScalableTarget: RegisterScalableTargetInput;
  /** Sets the policy by which a capacity scales. */
  PutScalingPolicy: PolicyStepInput;
  /** Sets a scheduled action; its moments are texts here, in ISO 8601. */
  PutScheduledAction: ScheduledActionStepInput;
  /** Takes a scheduled action away. */
  DeleteScheduledAction: DeleteScheduledActionInput;
  /** Ends scaling; the capacity stays where it is. */
  DeregisterScalableTarget: ScalableResource;
}

/** What a call of UpdateTable changes. */
export type UpdateTableMembers = Omit<UpdateTableCommandInput, 'TableName'>;

/** The operations that change a table, by their names in the SDK. */
export type Operation = keyof StepInputs;

/**
 * What must be true before the next step: the table and its indexes are ACTIVE; the index, or the replica, made is built; the one removed
 * is gone; the Kinesis destination is ACTIVE, or DISABLED, which the next step waits for where it needs that; or no more than that the
 * call was accepted.
 */
export type Until =
  | 'table-active'
  | 'index-active'
  | 'index-gone'
  | 'replica-active'
  | 'replica-gone'
  | 'destination-active'
  | 'destination-disabled'
  | 'accepted';

/** One call, by its operation's name in the SDK, with its exact input. */
export type Step = {
  [Name in Operation]: {
    readonly operation: Name;
    readonly input: StepInputs[Name];
    /** What this call makes, or is a part of making. */
    readonly changes: readonly Change[];
    readonly until: Until;
    /** The Region in which the call is made, where that is the Region of a replica. Left out: the table's own. */
    readonly region?: string;
  };
}[Operation];

/** What a live table tells beside its schema, as far as a plan or its text needs it. */
export interface LiveFacts {
  readonly arn: string;
  /** Tells a table from an earlier one of its name. */
  readonly tableId?: string;
  /** The ARN of the stream that is on. */
  readonly streamArn?: string;
  /** The revision of the resource policy that was read, or `NO_POLICY`: so that a policy set meanwhile is not overwritten. */
  readonly policyRevision?: string;
  /** The same of the stream's. */
  readonly streamPolicyRevision?: string;
  /** Operations, members of UpdateTable as `UpdateTable.Member`, and operations on a stream as `TagResource.stream`, that the endpoint lacks. */
  readonly unsupported: readonly string[];
  /** The operations that set what could not be read in the state in which the table is: nothing is known of it, nothing planned. */
  readonly unread?: readonly string[];
  /** The table is in a state in which it takes no change, and which does not end by itself. */
  readonly stuck?: boolean;
  /**
   * Of what scales (`read`, `write of gsi-user`), the policy, where it has another name than AWS's console gives it, or never lowers
   * the capacity. It keeps both.
   */
  readonly scalingPolicies?: { readonly [capacity: string]: { readonly name: string; readonly disableScaleIn?: true } };
  /** Of replicas in a state that does not end by itself, what that is, by Region. Nothing of them is changed; they can be removed. */
  readonly stuckReplicas?: { readonly [region: string]: string };
  /** The revisions of the resource policies of replicas that were read, by Region. */
  readonly replicaPolicyRevisions?: { readonly [region: string]: string };
  /** Why the replicas of the table can't be changed: they are strongly consistent, or of several accounts. */
  readonly fixedReplicas?: string;
  /** What people should know of it that no schema says, each in a sentence without its full stop. */
  readonly notes?: readonly string[];
  /** The number of items, which DynamoDB counts about every six hours. */
  readonly itemCount?: number;
  /** The size in bytes, which DynamoDB measures about every six hours. */
  readonly sizeBytes?: number;
  /** The same of the indexes, by name. */
  readonly indexes?: { readonly [indexName: string]: { readonly itemCount: number; readonly sizeBytes: number } };
}

/** A live table, as far as a plan depends on it. */
export interface PlanBase extends LiveFacts {
  readonly schema: TableSchema;
}

/** What needs a client of its own. */
export type Unreached = 'autoScaling';

/** How to bring a table in line with its schema, as plain data: it can be printed, saved as JSON, reviewed and applied later. */
export interface Plan {
  /** The table's name, here and in the schema. */
  readonly tableName: string;
  /** The calls, in order. If there are none, there is nothing to do. */
  readonly steps: readonly Step[];
  /** Differences that the plan leaves: impossible, or destructive and not allowed, or waiting for one of those. */
  readonly drift: readonly Change[];
  /** Differences in what the endpoint does not implement (an emulator's gaps). */
  readonly unsupported: readonly Change[];
  /** The schema that the plan was made for. */
  readonly schema: TableSchema;
  /** The live table that the plan was made from; absent where there was no table. */
  readonly live?: TableSchema;
  /** What else the live table tells; absent where there was none. */
  readonly table?: LiveFacts;
  /** The destructive kinds of change that were allowed. */
  readonly allow: readonly Permission[];
  /**
   * What the schema declares and this plan leaves alone, because no client was given for it: `autoScaling`. Nothing is known of it, and
   * nothing planned.
   */
  readonly unreached?: readonly Unreached[];
  /** The quotas that AWS has raised, as the caller said. */
  readonly quotas?: TableQuotas;
  /** The Regions of replicas for which there was a client: what is set by calls there is read and planned in these, and in no others. */
  readonly regions?: readonly string[];
  /** A hash of what the plan rests on in the live table. A plan is applied only to a table that still has this fingerprint. */
  readonly fingerprint: string;
}
