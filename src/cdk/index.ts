export { type CfnGlobalTablePropsOptions, toCfnGlobalTableProps } from './toCfnGlobalTableProps.js';
export { toCfnTableProps } from './toCfnTableProps.js';
export { type TablePropsV2Options, toTablePropsV2 } from './toTablePropsV2.js';
