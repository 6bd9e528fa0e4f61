import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { familySchema, type ModelFamily } from '../../../native-models/families.ts';

const choicesSchema = z.partialRecord(familySchema, z.string());

/** Which model the person chose for a family; families of which nothing was chosen are left out. */
export type ModelChoices = z.output<typeof choicesSchema>;

const pathIn = (cacheFolder: string): string => join(cacheFolder, 'models', 'choices.json');

/** The choices that were kept; none where the file is missing or cannot be understood. */
export async function readChoices(cacheFolder: string): Promise<ModelChoices> {
  try {
    const parsed = choicesSchema.safeParse(JSON.parse(await readFile(pathIn(cacheFolder), 'utf8')));
    return parsed.success ? parsed.data : {};
  } catch {
    return {};
  }
}

/** Keeps a choice; null goes back to the model that the program comes with. */
export async function keepChoice(cacheFolder: string, family: ModelFamily, id: string | null): Promise<void> {
  const choices = { ...(await readChoices(cacheFolder)) };
  if (id === null) delete choices[family];
  else choices[family] = id;
  await mkdir(join(cacheFolder, 'models'), { recursive: true });
  await writeFileAtomic(pathIn(cacheFolder), `${JSON.stringify(choices, null, 2)}\n`);
}
