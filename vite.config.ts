import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';
import { noticesOf } from './test/licences/notices.ts';
import { shippedPackages } from './test/licences/shipped-packages.ts';
import { firstScreenPreloads, isForFirstScreen } from './vite.first-screen.ts';
import { icons } from './vite.icons.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Lays the licences of all that the app is made of beside the page, which shows them. */
const licences: Plugin = {
  name: 'licences',
  apply: 'build',
  generateBundle() {
    const root = here('.');
    const source = noticesOf(root, shippedPackages(root));
    this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY-LICENCES.txt', source });
  },
};

/** The renderer: one page that every host serves, with relative addresses and nothing inlined (strict CSP). */
export default defineConfig({
  root: here('./src-renderer'),
  base: './',
  plugins: [icons, svelte(), licences, firstScreenPreloads],
  build: {
    outDir: here('./dist/renderer'),
    emptyOutDir: true,
    target: 'chrome130',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // One sheet of 70 kB: rules keep their order whichever screen comes first.
    cssCodeSplit: false,
    // What signs in, what the first screen needs, what several others share: three files rather than fifty.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'client', test: /src-renderer[\\/]client[\\/]|vite[\\/]preload-helper/, priority: 2 },
            {
              name: (id, build) => (isForFirstScreen(id, build) ? 'first' : null),
              debugName: 'first',
              priority: 1,
            },
            { name: 'shared', test: /node_modules|src-renderer[\\/](parts|rules)/, minShareCount: 2 },
          ],
        },
      },
    },
  },
});
