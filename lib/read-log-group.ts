/** Reads the log groups and functions that the app names, by name or as constructs. */
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { isRecord, kindOf, type ReadOne } from './prop-shape';

export const readLogGroup: ReadOne<string> = (value, place, faults) => {
  if (typeof value === 'string') return value;
  if (isLogGroup(value)) return value.logGroupName;
  const cure = isFunction(value) ? '; functions go into functions' : '';
  faults.push(`${place} must be a log group's name or construct, got ${kindOf(value)}${cure}`);
  return undefined;
};

export const readFunction: ReadOne<IFunction> = (value, place, faults) => {
  if (isFunction(value)) return value;
  faults.push(
    `${place} must be a function construct, got ${kindOf(value)}; a function that is only known by name is watched by logGroups: ['/aws/lambda/its-name']`,
  );
  return undefined;
};

export const isLogGroup = (value: unknown): value is ILogGroup =>
  isRecord(value) && Construct.isConstruct(value) && typeof value['logGroupName'] === 'string';

const isFunction = (value: unknown): value is IFunction =>
  isRecord(value) && Construct.isConstruct(value) && typeof value['functionName'] === 'string';
