import type { FuzzTarget } from './fuzz-target.ts';

/** Each is loaded alone: what one target's readers take is not counted as another's. */
const targets: Readonly<Record<string, () => Promise<FuzzTarget>>> = {
  subtitles: async () => (await import('./targets/subtitles.ts')).subtitles,
  nfo: async () => (await import('./targets/nfo.ts')).nfo,
  query: async () => (await import('./targets/query.ts')).query,
  ffprobe: async () => (await import('./targets/ffprobe.ts')).ffprobe,
  nut: async () => (await import('./targets/nut.ts')).nut,
  onnx: async () => (await import('./targets/onnx.ts')).onnx,
  catalogue: async () => (await import('./targets/catalogue.ts')).catalogue,
  archive: async () => (await import('./targets/archive.ts')).loadArchive(),
  addresses: async () => (await import('./targets/addresses.ts')).addresses,
  calls: async () => (await import('./targets/calls.ts')).calls,
  annotations: async () => (await import('./targets/annotations.ts')).annotations,
  conversation: async () => (await import('./targets/conversation.ts')).conversation,
  'language-model': async () => (await import('./targets/language-model.ts')).languageModel,
};

export const targetNames: readonly string[] = Object.keys(targets);

/** Throws when there is no target of that name. */
export async function loadTarget(name: string): Promise<FuzzTarget> {
  const load = targets[name];
  if (!load) throw new Error(`There is no target “${name}”. There are: ${targetNames.join(', ')}.`);
  return load();
}
