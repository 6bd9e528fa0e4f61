import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';
import { noticesOf } from './test/licences/notices.ts';
import { shippedPackages } from './test/licences/shipped-packages.ts';
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
  plugins: [icons, svelte(), licences],
  build: {
    outDir: here('./dist/renderer'),
    emptyOutDir: true,
    target: 'chrome130',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // One sheet of 70 kB: rules keep their order whichever screen comes first.
    cssCodeSplit: false,
    // What several screens share comes in two files rather than in fifty.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'svelte', test: /node_modules[\\/](svelte|esm-env|clsx)[\\/]/, priority: 1 },
            { name: 'menus', test: /node_modules[\\/](bits-ui|@floating-ui|svelte-toolbelt|runed|tabbable)/ },
            { name: 'parts', test: /@lucide|src-renderer[\\/](parts|rules)/, minShareCount: 2 },
          ],
        },
      },
    },
  },
});
