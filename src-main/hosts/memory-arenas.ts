// Note: why processes that index keep to two memory arenas
// glibc gives each thread an arena of its own to take memory from, up to eight for each core, and what is free in one is of
// no use to the others. Indexing runs on many threads (ONNX Runtime's, libuv's, workers'): a soak of 15 rounds
// (`npm run bench -- soak`) ended with 1.46 times the memory that it began with, with two arenas one of 5 with 1.06.
// The C library reads this from the environment when a process begins, and has no other door to it.

const variable = 'MALLOC_ARENA_MAX';
const arenas = '2';

/** Commands that go on for long, or index. */
const longCommands: readonly string[] = ['demo', 'index', 'mcp', 'open', 'serve', 'watch'];

/** The environment for a process that indexes; whatever somebody has chosen there stays. */
export function withFewArenas(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { [variable]: arenas, ...environment };
}

export interface StartedProgram {
  readonly platform: NodeJS.Platform;
  readonly environment: NodeJS.ProcessEnv;
  /** Node's own arguments, the program and what was said to it. */
  readonly nodeArguments: readonly string[];
  readonly arguments: readonly string[];
  /** Puts another program in this one's place, under the same number; undefined where Node cannot. */
  readonly replace: ((file: string, args: string[], environment: NodeJS.ProcessEnv) => void) | undefined;
}

/** Begins the program anew with few arenas where the command is one that goes on for long, and this C library has them. */
export function beginWithFewArenas({
  platform,
  environment,
  nodeArguments,
  arguments: [node = '', program = '', ...said],
  replace,
}: StartedProgram): void {
  const isLong = said.some((word) => longCommands.includes(word));
  if (platform !== 'linux' || environment[variable] !== undefined || !isLong || !replace) return;
  try {
    replace(node, [node, ...nodeArguments, program, ...said], withFewArenas(environment));
  } catch {
    // Where that is not permitted the program goes on as it is.
  }
}
