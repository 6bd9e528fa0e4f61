import type { HtmlTagDescriptor, Plugin, Rolldown } from 'vite';

/** What the page's small first script imports, and the screen that is nearly always seen first: ends of their paths. */
const firstModules = ['/start.ts', '/library/LibraryScreen.svelte'];

const known = new Map<string, boolean>();

const isNamed = (id: string): boolean => firstModules.some((end) => id.replaceAll('\\', '/').endsWith(end));

/**
 * Whether the first screen needs a module: one file holds all of these and nothing else, so that the browser reads and
 * compiles no more than that before something is seen.
 */
export function isForFirstScreen(
  id: string,
  build: Pick<Rolldown.ChunkingContext, 'getModuleInfo'>,
): boolean {
  const before = known.get(id);
  if (before !== undefined) return before;
  // Modules may import each other in a ring.
  known.set(id, false);
  const is =
    isNamed(id) ||
    (build.getModuleInfo(id)?.importers ?? []).some((importer) => isForFirstScreen(importer, build));
  known.set(id, is);
  return is;
}

/** Names the first screen's files in the page's head: they are fetched and compiled while the first script signs in. */
export const firstScreenPreloads: Plugin = {
  name: 'first-screen-preloads',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler(html, { bundle = {} }) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const first = chunks.filter(({ facadeModuleId }) => facadeModuleId !== null && isNamed(facadeModuleId));
      const files = new Set(first.flatMap(({ fileName, imports }) => [fileName, ...imports]));
      const isNew = (file: string): boolean => !html.includes(file) && bundle[file]?.type === 'chunk';
      return [...files].filter(isNew).map((file): HtmlTagDescriptor => ({
        tag: 'link',
        attrs: { rel: 'modulepreload', crossorigin: true, href: `./${file}` },
        injectTo: 'head',
      }));
    },
  },
};
