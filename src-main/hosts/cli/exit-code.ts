/** How a command ended, as scripts see it. */
export const exitCode = { done: 0, failed: 1, wrongUsage: 2 } as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
