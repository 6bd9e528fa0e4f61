import { writeFile } from 'node:fs/promises';
import { catalogJsonSchema } from './catalog-json-schema.ts';

// Writes catalog.schema.json anew from the zod schemas: run after changing them.
await writeFile(new URL('catalog.schema.json', import.meta.url), `${catalogJsonSchema()}\n`);
