import { describe, expect, it, vi } from 'vitest';
import {
  beginWithFewArenas,
  withFewArenas,
  type StartedProgram,
} from '../../../src-main/hosts/memory-arenas.ts';

const serving = {
  platform: 'linux',
  environment: { HOME: '/home/ada' },
  nodeArguments: ['--cpu-prof'],
  arguments: ['/bin/node', 'main.js', 'serve', '--json'],
} as const;

function replacedBy(changes: Partial<StartedProgram>): unknown[] | undefined {
  const replace = vi.fn<NonNullable<StartedProgram['replace']>>();
  beginWithFewArenas({ ...serving, replace, ...changes });
  return replace.mock.lastCall;
}

describe('a program that goes on for long', () => {
  it('begins anew as it was, with two memory arenas', () => {
    expect(replacedBy({})).toEqual([
      '/bin/node',
      ['/bin/node', '--cpu-prof', 'main.js', 'serve', '--json'],
      { HOME: '/home/ada', MALLOC_ARENA_MAX: '2' },
    ]);
  });

  it('stays as it is once it has them, on another system, and for a command that soon ends', () => {
    expect(replacedBy({ environment: { MALLOC_ARENA_MAX: '4' } })).toBeUndefined();
    expect(replacedBy({ platform: 'darwin' })).toBeUndefined();
    expect(replacedBy({ arguments: ['/bin/node', 'main.js', 'search', 'mug'] })).toBeUndefined();
  });

  it('goes on where it must not, or cannot, be replaced', () => {
    const replace = (): never => {
      throw new Error('not permitted');
    };
    expect(() => beginWithFewArenas({ ...serving, replace })).not.toThrow();
    expect(() => beginWithFewArenas({ ...serving, replace: undefined })).not.toThrow();
  });

  it('keeps the number of arenas that somebody has chosen', () => {
    expect(withFewArenas({ MALLOC_ARENA_MAX: '8' })).toEqual({ MALLOC_ARENA_MAX: '8' });
  });
});
