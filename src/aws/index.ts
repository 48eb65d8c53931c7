export { fromCreateTableInput, readCreateTableInput } from './fromCreateTableInput.js';
export {
  type ContributorInsightsAnswer,
  fromTableDescription,
  readTableDescription,
  type TableDescriptionExtras,
} from './fromTableDescription.js';
export { notesOnTableDescription } from './notesOnTableDescription.js';
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
export {
  toAttributeDefinitions,
  toCreateTableInput,
  toGlobalSecondaryIndex,
  toResourcePolicy,
  toSSESpecification,
  toVectorIndex,
} from './toCreateTableInput.js';
export { toUpdateContinuousBackupsInput } from './toUpdateContinuousBackupsInput.js';
export { toContributorInsightsInput, toUpdateContributorInsightsInputs } from './toUpdateContributorInsightsInputs.js';
export { toUpdateTimeToLiveInput } from './toUpdateTimeToLiveInput.js';
