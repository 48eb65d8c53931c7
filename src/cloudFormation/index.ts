export {
  type CloudFormationGlobalTableProperties,
  type CloudFormationReplica,
  toGlobalTableProperties,
} from './globalTableProperties.js';
export { type CloudFormationTableProperties, toTableProperties } from './tableProperties.js';
