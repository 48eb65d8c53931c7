export { fromCreateTableInput } from './fromCreateTableInput.js';
export { toCreateTableInput } from './toCreateTableInput.js';
export { toUpdateContinuousBackupsInput } from './toUpdateContinuousBackupsInput.js';
export { toUpdateContributorInsightsInputs } from './toUpdateContributorInsightsInputs.js';
export { toUpdateTimeToLiveInput } from './toUpdateTimeToLiveInput.js';
