import type { AdviceRule, SchemaRule, TableRule } from '../../src/schema/index.js';
import type { RulesOf, RuleText } from './rule.js';

type TemplateRule = RulesOf<'template' | 'cloudformation'>;
type OtherRule = Exclude<TableRule, SchemaRule | AdviceRule | TemplateRule | RulesOf<'terraform' | 'cdk' | 'model'>>;

const cloudFormationLimits =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html';
const dynamicReferences = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html';
const intrinsics =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html';
const tableV2 = 'https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_dynamodb.TableV2.html';
const terraformTable = 'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/dynamodb_table';
const kmsKeys = 'https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html';

/** What is said of CreateTable's input and of live tables, and what any target refuses. */
export const otherRules: { readonly [R in OtherRule]: RuleText } = {
  'not-representable': {
    what: 'What is read says something for which a schema has no place, such as a replica. The message names it with its value.',
  },
  'attribute-definition-once': {
    what: 'An attribute is defined twice, or without its type.',
  },
  'attribute-definition-unused': {
    what: 'CreateTable defines an attribute that no key uses. DynamoDB refuses that.',
  },
  'attribute-definition-vector': {
    what: 'CreateTable defines the attribute that holds a vector. It is not a key and can have no definition.',
  },
  'non-key-attributes': {
    what: 'A projection lists attributes, and its type is not `INCLUDE`.',
  },
  'empty-list': {
    what: 'A list is empty that must not be. DynamoDB refuses it; it has to be left out.',
  },
  'table-name-once': {
    what: 'Two tables that go into one output, or come out of one source, have the same name.',
  },
  'setting-not-carried': {
    what: 'A target has no way to say a setting that the schema has. The message tells the reason.',
  },
  'iam-key': {
    what: 'A policy can allow the use of a KMS key only if the schema names it by its ARN, its id or its alias.',
    source: kmsKeys,
  },
  'serverless-file': {
    what: 'A file that a serverless.yml includes is needed and was not given, or cannot be read.',
  },
  'serverless-variable': {
    what: 'A value rests on the default of a variable, in whose place another deployment may give another.',
  },
  'typescript-export-name': {
    what: "A name that was asked for can't be that of a constant, is taken, or is for a table that is not there.",
  },
  'required-setting': {
    what: 'The configuration requires a setting on the stage (`require`), and the table does not have it there. What a schema leaves out is unmanaged, and not as required.',
  },
};

export const templateRules: { readonly [R in TemplateRule]: RuleText } = {
  'template-syntax': { what: 'The text is neither YAML nor JSON that can be read.' },
  'template-shape': { what: 'A part of the template is not what it has to be, such as a list where an object stands.' },
  'template-duplicate-key': { what: 'A name is given twice in one object. The last counts.' },
  'template-scalar': {
    what: "What is meant as a string is something else to CloudFormation's YAML, which writes it back in another way.",
  },
  'cloudformation-type': { what: 'A property of a table is not of the type that CloudFormation takes.' },
  'cloudformation-intrinsic': {
    what: 'A value is known when the template is deployed, and not before; or a schema has a name that CloudFormation would take for a function.',
    source: intrinsics,
  },
  'cloudformation-parameter': {
    what: 'A value comes from a parameter as it stands in the template, or as it was given. Another deployment may have another.',
  },
  'cloudformation-condition': {
    what: 'A table is there under a condition only. One whose condition does not hold is left out.',
  },
  'cloudformation-replacement': {
    what: 'An update of the stack would make another table in place of one: its name, its key, its local indexes, its logical id or its type changes.',
  },
  'cloudformation-table-name': {
    what: 'The name of a table is known when the template is deployed, and not before, so that the table comes without one; or a name is given for what is not a table.',
  },
  'cloudformation-logical-id': {
    what: 'The logical id of a table consists of letters and digits, and no other table of the template has it.',
    source: cloudFormationLimits,
  },
  'cloudformation-deletion-policy': {
    what: 'What becomes of a table that leaves its template is said in a way that tables know: they have no snapshots.',
    limit: '`Retain`, `Delete` or `RetainExceptOnCreate`',
  },
  'cloudformation-description': {
    what: "A template's description is short.",
    limit: '1,024 bytes',
    source: cloudFormationLimits,
  },
  'cloudformation-resource-count': {
    what: 'A template has a limited number of resources.',
    limit: '500',
    source: cloudFormationLimits,
  },
  'cloudformation-output-count': {
    what: 'A template has a limited number of outputs.',
    limit: '200',
    source: cloudFormationLimits,
  },
  'cloudformation-dynamic-reference': {
    what: 'A string of the schema has the form of a dynamic reference, in whose place CloudFormation would put a secret or a parameter.',
    source: dynamicReferences,
  },
  'cloudformation-null': { what: 'CloudFormation takes no `null` in a template, such as one in a policy.' },
};

export const terraformRules: { readonly [R in RulesOf<'terraform'>]: RuleText } = {
  'terraform-syntax': { what: "The text is not Terraform's, neither HCL nor JSON." },
  'terraform-type': { what: 'An argument is not of the type that the provider takes.' },
  'terraform-argument': { what: 'A resource has an argument or a block for which a schema has no place.' },
  'terraform-expression': {
    what: 'A value is known to Terraform only, is none that Terraform would take, or larger than any that a table takes. It is left out.',
  },
  'terraform-variable': {
    what: 'A value rests on the default of a variable; a deployment may give another. Or a value was given that no variable is there for.',
  },
  'terraform-dynamic': {
    what: 'Blocks are made by a `dynamic` block over what only Terraform knows. None of them is read.',
  },
  'terraform-duplicate': { what: 'An argument is given twice, or a resource is declared twice.' },
  'terraform-repeated': {
    what: 'Only Terraform knows how often `count` or `for_each` makes a resource, which is read as one; or they make none of it; or two modules make the same table.',
  },
  'terraform-ignored': {
    what: 'Terraform leaves changes of an argument alone (`ignore_changes`), and the schema says its value.',
  },
  'terraform-index': { what: 'A resource beside the table is for an index that the table does not have.' },
  'terraform-table': {
    what: 'A resource beside a table, or a name that was given, is for a table that the configuration does not have.',
  },
  'terraform-resource': { what: 'A resource is about a table and has no place in a schema.' },
  'terraform-module': {
    what: 'The configuration calls a module whose files were not given. Tables in it are not read; `terraform show -json` has them.',
  },
  'terraform-index-key': {
    what: "The key of an index is written in two ways at once; or it has several attributes, which `hash_key` and `range_key` can't say.",
    source: terraformTable,
  },
  'terraform-resource-name': {
    what: "A name that was asked for can't be that of a resource, is taken, or is for a table that is not there.",
  },
  'terraform-unicode': {
    what: "A name is not in Unicode's composed form (NFC). Terraform turns all text into that form, and so would name another attribute.",
  },
  'terraform-vector-index': { what: "Terraform's AWS provider has no vector indexes.", source: terraformTable },
  'terraform-warm-throughput': {
    what: 'The provider takes warm throughput from what a table on demand has.',
    source: terraformTable,
  },
};

export const cdkRules: { readonly [R in RulesOf<'cdk'>]: RuleText } = {
  'cdk-auto-scaling': {
    what: '`TableV2` sets or scales each capacity itself, without cooldowns and scheduled actions.',
    source: tableV2,
  },
  'cdk-class-name': {
    what: 'The name of the stack must be the name of a class, and differ from the classes that the source imports.',
  },
  'cdk-fixed-capacity': {
    what: '`TableV2` has no fixed write capacity, only capacity that scales. `CfnTable` has it.',
    source: tableV2,
  },
  'cdk-index-count': {
    what: "`TableV2` holds to the default quota of global indexes, though the account's may be higher.",
    limit: '20',
    source: tableV2,
  },
  'cdk-index-insights': {
    what: "An index of `TableV2` has the table's contributor insights, and the schema says otherwise.",
    source: tableV2,
  },
  'cdk-key-id': { what: 'CDK imports a KMS key by its ARN or its alias, not by its id.', source: tableV2 },
  'cdk-replica': {
    what: '`TableV2` gives a replica that leaves a setting out what the table has, where the schema leaves it unmanaged.',
    source: tableV2,
  },
  'cdk-resource-policy': { what: "CDK's `PolicyDocument` does not keep an element of the policy.", source: tableV2 },
  'cdk-scope': {
    what: 'A KMS key or a Kinesis stream is imported into a scope, which has to be passed.',
    source: tableV2,
  },
  'cdk-token': { what: 'A string of the schema has the form of a token, in whose place CDK would put another value.' },
  'cdk-vector-index': { what: '`TableV2` has no vector indexes. `CfnTable` has them.', source: tableV2 },
};

export const modelRules: { readonly [R in RulesOf<'model'>]: RuleText } = {
  'model-shape': {
    what: "What was given is not a model of the library: an entity, a table or a schema. The message tells the library's versions that were tested.",
  },
  'model-unsaid': {
    what: 'The library has no word for a fact of the table, or the models leave it open. The message says how it was read.',
  },
  'model-conflict': {
    what: 'Two models are to share a table and tell a fact of it in two ways. The message names both.',
  },
  'model-table-name': {
    what: "The models have no table's name; or the name is not that of the table with which they are compared.",
  },
  'model-key': { what: "The models use another key than the table's." },
  'model-index': {
    what: 'The models use an index that the table does not have, or has with another key; or the library has no way to say the index.',
  },
  'model-projection': {
    what: 'The models read attributes from an index that does not hold them, or differ in what the index holds.',
  },
  'model-time-to-live': { what: 'The models expire items by an attribute by which the table does not.' },
  'model-attribute-type': {
    what: 'An attribute has one type in the models and another in the table; or two models, or a model and its library, have it in two.',
  },
};
