import { readFileSync } from 'node:fs';

/**
 * The most memory this process has had, in bytes. On Linux without what `resourceUsage` counts in besides: the memory that
 * the process which started this one had by then.
 */
export function peakMemory(): number {
  try {
    const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'));
    if (peak) return Number(peak[1]) * 1024;
  } catch {
    // Other systems tell it in another way.
  }
  return process.resourceUsage().maxRSS * 1024;
}
