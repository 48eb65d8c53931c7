export {
  type CloudFormationGlobalTableProperties,
  type GlobalTableOptions,
  toGlobalTableProperties,
} from './globalTableProperties.js';
export type { CloudFormationReplica } from './replicaProperties.js';
export {
  type CloudFormationScaling,
  type ScaledCapacity,
  type ScaledPlace,
  scalableDimension,
  scaledPlaces,
  scalingPolicyName,
  utilizationMetric,
} from './scaling.js';
export { type CloudFormationTableProperties, toTableProperties } from './tableProperties.js';
