import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';
import { z } from 'zod';

/** A drawing as Lucide keeps it: elements of an SVG of 24 by 24 with their attributes. */
const drawing = z.object({
  name: z.string().regex(/^[a-z0-9-]+$/),
  node: z.array(
    z.tuple([z.string().regex(/^[a-z]+$/), z.record(z.string().regex(/^[a-z0-9-]+$/i), z.string())]),
  ),
});

const iconFile = /[\\/]@lucide[\\/]svelte[\\/]dist[\\/]icons[\\/][a-z0-9-]+\.svelte$/;

/**
 * Compiles Lucide's icons to plain drawings. Its own component puts every icon together element by element while the page
 * runs, which is half of what a card of the library costs; a drawing is a template that is copied whole.
 */
export const icons: Plugin = {
  name: 'icons',
  enforce: 'pre',
  load: {
    filter: { id: iconFile },
    handler: async (id) => iconSource(await readFile(id, 'utf8')),
  },
};

/**
 * A component that draws an icon and takes what the interface gives to one. All are beside words or on a named button,
 * so that none is read out.
 * @param source of Lucide's component. Throws when it holds no drawing.
 */
export function iconSource(source: string): string {
  const data = /const iconData = (\{.*\});/.exec(source)?.[1];
  if (data === undefined) throw new Error('Lucide keeps its drawings in another way now: see vite.icons.ts.');
  const { name, node } = drawing.parse(JSON.parse(data));
  const elements = node.map(([tag, attributes]) => {
    const written = Object.entries(attributes).map(([key, value]) => ` ${key}=${JSON.stringify(value)}`);
    return `<${tag}${written.join('')}></${tag}>`;
  });
  return `<script>
  let { size = 24, strokeWidth = 2, class: look = '' } = $props();
</script>

<svg xmlns="http://www.w3.org/2000/svg" width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width={strokeWidth} stroke-linecap="round" stroke-linejoin="round" class={['lucide lucide-${name}', look]} aria-hidden="true">${elements.join('')}</svg>
`;
}
