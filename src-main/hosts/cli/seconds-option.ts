import { InvalidArgumentError } from 'commander';

/** Reads an option's value as seconds; anything else is wrong usage. */
export function secondsOf(text: string): number {
  const value = /^\d{1,9}(\.\d{1,9})?$/.test(text) ? Number(text) : NaN;
  if (Number.isNaN(value)) throw new InvalidArgumentError('Seconds are needed, for example 12.5.');
  return value;
}
