import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const shell = 'src-main/hosts/electron';

/** The desktop shell's preload script: one CommonJS file beside the compiled main process, as a sandbox needs it. */
export default defineConfig({
  build: {
    outDir: fileURLToPath(new URL(`./dist/main/${shell}`, import.meta.url)),
    emptyOutDir: false,
    copyPublicDir: false,
    minify: false,
    target: 'es2024',
    lib: {
      entry: fileURLToPath(new URL(`./${shell}/preload.ts`, import.meta.url)),
      formats: ['cjs'],
      fileName: () => 'preload.cjs',
    },
    rolldownOptions: { external: ['electron'] },
  },
});
