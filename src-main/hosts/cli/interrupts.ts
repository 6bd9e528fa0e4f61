/** npm passes Ctrl-C on to its child, which the terminal has told already: two signals for one press of the keys. */
const millisecondsOfOnePress = 500;

const hardEnd = 130;

/**
 * Turns Ctrl-C into an abort signal. The second press ends the process on the spot; what was committed stays.
 * The returned function stops listening.
 */
export function watchInterrupts(say: (line: string) => void): { signal: AbortSignal; stop: () => void } {
  const controller = new AbortController();
  let firstPress = 0;
  const onInterrupt = () => {
    const now = performance.now();
    if (!controller.signal.aborted) {
      firstPress = now;
      say('Stopping; what is done is kept. Press Ctrl-C again to end at once.');
      controller.abort();
    } else if (now - firstPress > millisecondsOfOnePress) {
      process.exit(hardEnd);
    }
  };
  const names = ['SIGINT', 'SIGTERM'] as const;
  for (const name of names) process.on(name, onInterrupt);
  return {
    signal: controller.signal,
    stop: () => {
      for (const name of names) process.off(name, onInterrupt);
    },
  };
}
