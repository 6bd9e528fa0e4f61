import type { z } from 'zod';
import { UserFacingError } from '../domain/errors.ts';
import { contract, type MethodName, type ParsedInputOf } from './contract.ts';

/** Whether a text names a call of the contract. */
export function isMethod(name: string): name is MethodName {
  return Object.hasOwn(contract, name);
}

/**
 * Checks a call's argument against the contract and fills in its defaults.
 * Throws a {@link UserFacingError} `bad-input` that names the call and what is wrong with which field.
 */
export function checkedInput<M extends MethodName>(method: M, input: unknown): ParsedInputOf<M> {
  if (!isMethod(method)) {
    throw new UserFacingError(
      'bad-input',
      `Kinora has no call named “${String(method)}”.`,
      'Look up the calls in docs/architecture.md.',
    );
  }
  const result = contract[method].input.safeParse(input ?? {});
  if (result.success) return result.data as ParsedInputOf<M>;
  const issue = result.error.issues[0]!;
  throw new UserFacingError(
    'bad-input',
    hasOwnSentence(issue) ? issue.message : `${method} cannot be done: ${sentenceOf(issue)}`,
    'Correct this and try again.',
  );
}

/** Whether the contract itself says in a sentence what is wrong, for what people write; Zod's own words are for programs. */
function hasOwnSentence({ code, message }: z.core.$ZodIssue): boolean {
  return code === 'custom' || !/^(Too (small|big)|Invalid|Unrecognized)\b/.test(message);
}

/** What is wrong, as the end of a sentence. */
function sentenceOf(issue: z.core.$ZodIssue): string {
  const field = fieldOf(issue.path);
  switch (issue.code) {
    case 'invalid_type':
      return isMissing(issue) ? `${field} is missing.` : `${field} must be ${articled(issue.expected)}.`;
    case 'too_small':
      return `${field} must be ${issue.inclusive ? 'at least' : 'more than'} ${quantity(issue.minimum, issue.origin)}.`;
    case 'too_big':
      return `${field} must be at most ${quantity(issue.maximum, issue.origin)}.`;
    case 'invalid_value':
      return `${field} must be one of ${issue.values.map(String).join(', ')}.`;
    case 'invalid_union':
      return `${field} has none of the forms that are understood.`;
    default:
      return `${field} is not right (${issue.message}).`;
  }
}

function fieldOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'its argument';
  return `“${path.map((step) => (typeof step === 'number' ? `number ${step + 1}` : String(step))).join(', ')}”`;
}

function isMissing(issue: z.core.$ZodIssue): boolean {
  return issue.message.endsWith('received undefined');
}

function articled(type: string): string {
  if (type === 'array') return 'a list';
  if (type === 'int') return 'a whole number';
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}

function quantity(size: number | bigint, origin: string): string {
  if (origin === 'string') return `${size} character${size === 1 ? '' : 's'} long`;
  if (origin === 'array') return `${size} long`;
  return String(size);
}
