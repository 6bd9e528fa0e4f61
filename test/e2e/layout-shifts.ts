import type { Page } from 'playwright-core';

interface LayoutShift extends PerformanceEntry {
  readonly value: number;
  readonly hadRecentInput: boolean;
  readonly sources: readonly {
    readonly node: Node | null;
    readonly previousRect: DOMRectReadOnly;
    readonly currentRect: DOMRectReadOnly;
  }[];
}

declare global {
  interface Window {
    /** What moved on the page without anybody's doing, by how much (as web.dev/cls defines it). */
    shifts: { value: number; what: string[] }[];
  }
}

/** From now on the page keeps what moves on it. */
export async function watchShifts(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.shifts = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as LayoutShift[]) {
        if (entry.hadRecentInput) continue;
        const what = entry.sources.map(({ node, previousRect, currentRect }) => {
          const words = node?.textContent?.replaceAll(/\s+/g, ' ').slice(0, 40);
          return `${node?.nodeName} ${words} from ${previousRect.y} to ${currentRect.y}`;
        });
        window.shifts.push({ value: entry.value, what });
      }
    }).observe({ type: 'layout-shift' });
  });
}
