export { type CloudFormationTableProperties, toTableProperties } from './tableProperties.js';
