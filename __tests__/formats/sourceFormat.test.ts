import { type SourceFormat, sourceFormat } from '../../src/formats/index.js';

const template = 'Resources:\n  Orders:\n    Type: AWS::DynamoDB::Table\n';

test.each<[string, string, string, SourceFormat | undefined]>([
  ['a template', template, '', 'cloudformation'],
  ['a template in JSON', '{"Resources":{}}', '', 'cloudformation'],
  ['a format version alone', "AWSTemplateFormatVersion: '2010-09-09'\n", '', 'cloudformation'],
  ['resources by themselves', 'Orders:\n  Type: AWS::DynamoDB::Table\n', '', 'cloudformation-resources'],
  ['resources in JSON', '{"Orders":{"Type":"AWS::DynamoDB::Table"}}', '', 'cloudformation-resources'],
  ['serverless.yml', 'service: shop\nprovider:\n  name: aws\n', '', 'serverless'],
  ['a part of one', 'resources:\n  Resources:\n    A: {}\n', '', 'serverless'],
  ['serverless in JSON', '{"service":"shop","provider":{"name":"aws"}}', '', 'serverless'],
  ['Terraform', '# a\nresource "aws_dynamodb_table" "a" {\n}\n', '', 'terraform'],
  ['Terraform by its ending', 'output "a" {}', 'out.tf', 'terraform'],
  ["Terraform's JSON", '{"resource":{"aws_dynamodb_table":{}}}', 'a.tf.json', 'terraform'],
  ['a plan', '{"format_version":"1.2","planned_values":{}}', '', 'terraform-show'],
  ['a shown state', '{"format_version":"1.0","values":{}}', '', 'terraform-show'],
  ['a state', '{"version":4,"terraform_version":"1.9","lineage":"a","resources":[]}', '', 'terraform-show'],
  ['an input', '{"TableName":"a","KeySchema":[]}', '', 'table-json'],
  ['an input in YAML', 'TableName: a\nKeySchema:\n- AttributeName: id\n', '', 'table-json'],
  ['a data model', '{"DataModel":[{"KeyAttributes":{}}]}', '', 'table-json'],
  ['inputs of Amplify', '{"tableName":"a","partitionKey":{"fieldName":"id"}}', '', 'table-json'],
  ['a module', 'module.exports = { tables: [] };', 'jest-dynamodb-config.js', 'module'],
  ['a program', "import * as cdk from 'aws-cdk-lib';", 'stack.ts', 'program'],
  ['a program of Pulumi', "const aws = require('@pulumi/aws');", 'index.js', 'program'],
  ['a schema of Amplify', 'type Todo @model { id: ID! }', 'schema.graphql', 'graphql'],
  ['another schema', 'type Todo { id: ID! }', 'schema.graphql', undefined],
  ['a package', '{"name":"a","dependencies":{}}', 'package.json', undefined],
  ["CDK's tree", '{"version":"tree-0.1","tree":{"id":"App"}}', 'tree.json', undefined],
  ['words', 'Orders are kept in a table.', 'readme.md', undefined],
  ['a workflow', 'on: push\njobs:\n  a:\n    steps: []\n', 'ci.yml', undefined],
  ['nothing', '', '', undefined],
])('%s', (_, text, filename, format) => {
  expect(sourceFormat(text, filename)).toBe(format);
});
