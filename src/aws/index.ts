export { fromCreateTableInput, readCreateTableInput } from './fromCreateTableInput.js';
export { fromTableDescription, readTableDescription } from './fromTableDescription.js';
export { notesOnTableDescription } from './notesOnTableDescription.js';
export { kinesisDestinations } from './readRegional.js';
export { hasHeldReplicas, ownRegion } from './readReplicas.js';
export { type LiveCapacityScaling, type LiveScaling, notesOnScaling, readLiveScaling } from './readScaling.js';
export {
  oneOrTuple,
  readAttributeWords,
  readEncryptionWords,
  readIndexNames,
  readInsightsWords,
  readKeyWords,
  readMembers,
  readPolicyWords,
  readProjectionWords,
  readRecoveryWords,
  readSearchWords,
  readStreamWords,
  readTagWords,
  readTimeToLiveWords,
  type Say,
} from './readWords.js';
export type * from './scalingShapes.js';
export type * from './TableDescriptionExtras.js';
export {
  type AutoScalingInputs,
  scalableResource,
  scalingPolicyName,
  toAutoScalingInputs,
  toScalingInputsOf,
  toScalingPolicyInput,
  toScheduledActionInput,
  utilizationMetric,
} from './toAutoScalingInputs.js';
export { toCreateReplicaInputs, toReplicaAction } from './toCreateReplicaInputs.js';
export {
  toAttributeDefinitions,
  toCreateTableInput,
  toGlobalSecondaryIndex,
  toResourcePolicy,
  toSSESpecification,
  toVectorIndex,
} from './toCreateTableInput.js';
export {
  toEnableKinesisStreamingDestinationInput,
  toKinesisInput,
} from './toEnableKinesisStreamingDestinationInput.js';
export { toUpdateContinuousBackupsInput } from './toUpdateContinuousBackupsInput.js';
export { toContributorInsightsInput, toUpdateContributorInsightsInputs } from './toUpdateContributorInsightsInputs.js';
export { toUpdateTimeToLiveInput } from './toUpdateTimeToLiveInput.js';
