export {
  type CloudFormationGlobalTableProperties,
  type GlobalTableOptions,
  toGlobalTableProperties,
} from './globalTableProperties.js';
export type { CloudFormationReplica } from './replicaProperties.js';
export {
  type CloudFormationScaling,
  type CloudFormationScheduledAction,
  type ScaledCapacity,
  type ScaledPlace,
  scalableDimension,
  scaledCapacities,
  scaledPlaces,
  scalingPolicyName,
  toCloudFormationScaling,
  utilizationMetric,
} from './scaling.js';
export { type CloudFormationTableProperties, toTableProperties } from './tableProperties.js';
