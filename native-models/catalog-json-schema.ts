import { z } from 'zod';
import { downloadsSchema } from './downloads.ts';

/** The JSON Schema of the files in `catalog/`, as text, for editors and for tools of other languages. */
export function catalogJsonSchema(): string {
  return JSON.stringify(
    {
      title: 'Models that Kinora can fetch',
      ...z.toJSONSchema(downloadsSchema),
    },
    null,
    2,
  );
}
