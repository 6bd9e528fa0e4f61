import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from 'svelte/compiler';
import { describe, expect, it } from 'vitest';
import { iconSource } from '../../../vite.icons.ts';

const root = join(import.meta.dirname, '../../..');
const lucide = join(root, 'node_modules/@lucide/svelte/dist/icons');
const sourceOf = (name: string): string => readFileSync(join(lucide, `${name}.svelte`), 'utf8');

/** The icons that the interface imports. */
function importedIcons(): string[] {
  const folder = join(root, 'src-renderer');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const names = files
    .filter((name) => name.endsWith('.svelte'))
    .flatMap((name) => [
      ...readFileSync(join(folder, name), 'utf8').matchAll(/@lucide\/svelte\/icons\/([\w-]+)/g),
    ])
    .map(([, name]) => name!);
  return [...new Set(names)].sort();
}

describe('an icon', () => {
  it('is compiled to its drawing', () => {
    const source = iconSource(sourceOf('ellipsis'));
    expect(source).toContain(
      '<circle cx="12" cy="12" r="1"></circle><circle cx="19" cy="12" r="1"></circle>',
    );
    expect(source).toContain('class={[\'lucide lucide-ellipsis\', look]} aria-hidden="true"');
  });

  it('of any kind that the interface uses compiles without a warning', () => {
    const names = importedIcons();
    expect(names.length).toBeGreaterThan(50);
    for (const name of names) {
      const path = /from ["']\.\/([\w-]+)\.svelte["']/.exec(
        readFileSync(join(lucide, `${name}.js`), 'utf8'),
      )?.[1];
      const { warnings } = compile(iconSource(sourceOf(path ?? name)), { runes: true });
      expect({ name, warnings: warnings.map(({ message }) => message) }).toEqual({ name, warnings: [] });
    }
  });

  it('that is kept in another way is refused, rather than left out', () => {
    expect(() => iconSource('<Icon iconNode={[]} />')).toThrow('vite.icons.ts');
  });
});
