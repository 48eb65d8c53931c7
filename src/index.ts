export {
  type ContributorInsightsAnswer,
  fromCreateTableInput,
  fromTableDescription,
  type TableDescriptionExtras,
  toCreateTableInput,
  toUpdateContinuousBackupsInput,
  toUpdateContributorInsightsInputs,
  toUpdateTimeToLiveInput,
} from './aws/index.js';
export * from './schema/index.js';
export * from './tables/index.js';
