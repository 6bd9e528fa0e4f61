import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { makeModel } from './make-model.ts';
import type { CatalogModel } from './catalog.ts';

// Run after a change of the converter: makes every model anew and writes size and hash of the result into catalog.json.
// The file is read as it stands, not through its schema, because a new entry has no figures yet.

const path = new URL('./catalog.json', import.meta.url);
const catalog = JSON.parse(await readFile(path, 'utf8')) as { models: CatalogModel[] };
for (const model of catalog.models) {
  const bytes = await makeModel(model);
  Object.assign(model.made, {
    bytes: bytes.byteLength,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  });
  process.stderr.write(`${model.id}: ${bytes.byteLength} bytes\n`);
}
await writeFile(path, `${JSON.stringify(catalog, null, 2)}\n`);
