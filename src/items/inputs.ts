import type { Returns } from './results.js';

/** Attributes with values, as the document client takes them. */
export type Values = Record<string, unknown>;

/** The placeholders of expressions. */
interface Placeholders {
  ExpressionAttributeNames?: Record<string, string>;
  ExpressionAttributeValues?: Values;
}

interface Reading extends Placeholders {
  TableName: string;
  ProjectionExpression?: string;
  ConsistentRead?: boolean;
}

/** The input of GetCommand. */
export interface GetItemInput<R> extends Reading, Returns<R> {
  Key: Values;
}

interface ReadingMany extends Reading {
  IndexName?: string;
  FilterExpression?: string;
  Select?: 'COUNT';
  Limit?: number;
  ExclusiveStartKey?: Values;
}

/** The input of QueryCommand. */
export interface QueryInput<R> extends ReadingMany, Returns<R[]> {
  KeyConditionExpression: string;
  ScanIndexForward?: boolean;
}

/** The input of ScanCommand. */
export interface ScanInput<R> extends ReadingMany, Returns<R[]> {
  Segment?: number;
  TotalSegments?: number;
}

interface Writing extends Placeholders {
  TableName: string;
  ConditionExpression?: string;
}

/** What a put or a delete returns. */
export type OldValues = 'NONE' | 'ALL_OLD';

/** What an update returns. */
export type ReturnValues = OldValues | 'UPDATED_OLD' | 'ALL_NEW' | 'UPDATED_NEW';

/** The input of PutCommand. */
export interface PutItemInput<R> extends Writing, Returns<R> {
  Item: Values;
  ReturnValues?: OldValues;
}

/** The input of DeleteCommand. */
export interface DeleteItemInput<R> extends Writing, Returns<R> {
  Key: Values;
  ReturnValues?: OldValues;
}

/** The input of UpdateCommand. */
export interface UpdateItemInput<R> extends Writing, Returns<R> {
  Key: Values;
  UpdateExpression?: string;
  ReturnValues?: ReturnValues;
}

/** A condition on an item that a transaction does not change. */
export interface ConditionCheck extends Writing {
  Key: Values;
  ConditionExpression: string;
}

/** The input of BatchGetCommand. */
export interface BatchGetItemInput<R> extends Returns<R[]> {
  RequestItems: Record<
    string,
    {
      Keys: Values[];
      ProjectionExpression?: string;
      ExpressionAttributeNames?: Record<string, string>;
      ConsistentRead?: boolean;
    }
  >;
}

/** The input of BatchWriteCommand. */
export interface BatchWriteItemInput {
  RequestItems: Record<string, ({ PutRequest: { Item: Values } } | { DeleteRequest: { Key: Values } })[]>;
}

/** The input of TransactGetCommand. */
export interface TransactGetItemsInput<R> extends Returns<R> {
  TransactItems: {
    Get: {
      TableName: string;
      Key: Values;
      ProjectionExpression?: string;
      ExpressionAttributeNames?: Record<string, string>;
    };
  }[];
}

interface TransactWriting extends Writing {
  Key: Values;
}

/** The input of TransactWriteCommand. */
export interface TransactWriteItemsInput {
  TransactItems: {
    Put?: Writing & { Item: Values };
    Update?: TransactWriting & { UpdateExpression: string };
    Delete?: TransactWriting;
    ConditionCheck?: ConditionCheck;
  }[];
}

/** The input of SearchVectorsCommand. */
export interface SearchVectorsInput<R> extends Placeholders, Returns<R[]> {
  TableName: string;
  IndexName: string;
  SearchVector: number[];
  TopK: number;
  SearchConditionExpression?: string;
  ProjectionExpression?: string;
}
