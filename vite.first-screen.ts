import { fileURLToPath } from 'node:url';
import { normalizePath, type HtmlTagDescriptor, type Plugin, type Rolldown } from 'vite';

type ModuleGraph = Pick<Rolldown.ChunkingContext, 'getModuleInfo'>;

/** What the page's small first script imports, and the screen that is nearly always seen first. */
const firstModules = ['start.ts', 'library/LibraryScreen.svelte'].map((path) =>
  normalizePath(fileURLToPath(new URL(`./src-renderer/${path}`, import.meta.url))),
);

let needed: ReadonlySet<string> | null = null;

/**
 * Whether the first screen needs a module: one file holds all of these and nothing else, so that the browser reads and
 * compiles no more than that before something is seen.
 */
export function isForFirstScreen(id: string, graph: ModuleGraph): boolean {
  needed ??= withImports(firstModules, graph);
  return needed.has(id);
}

function withImports(modules: readonly string[], graph: ModuleGraph): Set<string> {
  const found = new Set(modules);
  // A set goes on with what is added while it is gone through.
  for (const id of found)
    for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) found.add(imported);
  return found;
}

/** Names the first screen's files in the page's head: they are fetched and compiled while the first script signs in. */
export const firstScreenPreloads: Plugin = {
  name: 'first-screen-preloads',
  apply: 'build',
  buildStart() {
    needed = null;
  },
  transformIndexHtml: {
    order: 'post',
    handler(html, { bundle = {} }) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const first = chunks.filter(
        ({ facadeModuleId }) =>
          facadeModuleId !== null && firstModules.includes(normalizePath(facadeModuleId)),
      );
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
