import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import wabt from 'wabt';

// node test/compile-loops.ts
// Compiles the inner loops that are written as WebAssembly text, each into a module beside it; run it when a text has changed.

const sources = new URL('../src-main/', import.meta.url);
const loops = [
  { text: 'domain/sign-code.wat', name: 'signCodeWasm' },
  { text: 'store/kept-vector.wat', name: 'keptVectorWasm' },
  { text: 'models/picture-sampler.wat', name: 'pictureSamplerWasm' },
  { text: 'search/coarse/code-scan.wat', name: 'codeScanWasm' },
] as const;

/** A compiled text, in base64. */
export async function compileLoop(text: (typeof loops)[number]['text']): Promise<string> {
  const { parseWat } = await wabt();
  // Without relaxed SIMD, which Node 20 refuses.
  const { buffer } = parseWat(text, await readFile(new URL(text, sources), 'utf8'), {
    simd: true,
    relaxed_simd: false,
  }).toBinary({});
  return Buffer.from(buffer).toString('base64');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { text, name } of loops) {
    await writeFile(
      new URL(text.replace(/\.wat$/, '-wasm.ts'), sources),
      `/** ${text.split('/').at(-1)}, compiled by test/compile-loops.ts; a test holds it to the text. */\n` +
        `export const ${name} =\n  '${await compileLoop(text)}';\n`,
    );
  }
}
