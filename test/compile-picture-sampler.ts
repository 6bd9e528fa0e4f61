import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import wabt from 'wabt';

// node test/compile-picture-sampler.ts
// Compiles src-main/models/picture-sampler.wat into picture-sampler-wasm.ts; run it when the text has changed.

const folder = new URL('../src-main/models/', import.meta.url);

/** The compiled text, in base64. */
export async function compilePictureSampler(): Promise<string> {
  const text = await readFile(new URL('picture-sampler.wat', folder), 'utf8');
  const { parseWat } = await wabt();
  const { buffer } = parseWat('picture-sampler.wat', text, { simd: true }).toBinary({});
  return Buffer.from(buffer).toString('base64');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await writeFile(
    new URL('picture-sampler-wasm.ts', folder),
    '/** picture-sampler.wat, compiled by test/compile-picture-sampler.ts; a test holds it to the text. */\n' +
      `export const pictureSamplerWasm =\n  '${await compilePictureSampler()}';\n`,
  );
}
