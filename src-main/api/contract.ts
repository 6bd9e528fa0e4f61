import { z } from 'zod';
import { indexProgress } from './contract/activity.ts';
import { askMethods } from './contract/ask.ts';
import { conceptsMethods } from './contract/concepts.ts';
import { collectionProgress, collectionsMethods } from './contract/collections.ts';
import { conversationMethods } from './contract/conversation.ts';
import { exportProgress, exportsMethods } from './contract/exports.ts';
import { languageModelMethods } from './contract/language-model.ts';
import { libraryMethods } from './contract/library.ts';
import { modelProgress, modelsMethods } from './contract/models.ts';
import { none } from './contract/parts.ts';
import { peopleMethods } from './contract/people.ts';
import { searchMethods } from './contract/search.ts';
import { subtitlesMethods } from './contract/subtitles.ts';
import { tracksMethods } from './contract/tracks.ts';
import { voicesMethods } from './contract/voices.ts';

// The one contract of the core. Hosts check every argument against it, clients are typed by it.
// Times are seconds from a video's first presentation time; paths use forward slashes.

export * from './contract/activity.ts';
export * from './contract/ask.ts';
export * from './contract/concepts.ts';
export * from './contract/collections.ts';
export * from './contract/conversation.ts';
export * from './contract/exports.ts';
export * from './contract/language-model.ts';
export * from './contract/library.ts';
export * from './contract/lines.ts';
export * from './contract/models.ts';
export * from './contract/people.ts';
export * from './contract/search.ts';
export * from './contract/subtitles.ts';
export * from './contract/tracks.ts';
export * from './contract/videos.ts';
export * from './contract/voices.ts';
export { interval, problem, type PictureInput, type RejectedPicture } from './contract/parts.ts';

/** Every call: what goes in, what comes out. */
export const contract = {
  ...libraryMethods,
  ...peopleMethods,
  ...voicesMethods,
  ...searchMethods,
  ...conversationMethods,
  ...languageModelMethods,
  ...askMethods,
  ...tracksMethods,
  ...conceptsMethods,
  ...subtitlesMethods,
  ...exportsMethods,
  ...collectionsMethods,
  ...modelsMethods,
};

export type Contract = typeof contract;
export type MethodName = keyof Contract;
/** What a caller passes (defaults may be left out). */
export type InputOf<M extends MethodName> = z.input<Contract[M]['input']>;
/** What the implementation receives, defaults filled in. */
export type ParsedInputOf<M extends MethodName> = z.output<Contract[M]['input']>;
export type OutputOf<M extends MethodName> = z.output<Contract[M]['output']>;

/** Told to every connected client. */
export const events = {
  'indexing.progress': indexProgress,
  'models.progress': modelProgress,
  'exports.progress': exportProgress,
  'collections.progress': collectionProgress,
  /** Those that are kept, or those made lately. */
  'searches.changed': none,
  /** A conversation went on, was taken back in, or is forgotten. */
  'conversations.changed': z.object({ session: z.string() }),
  /** Something the person can see has changed; ask again for what you show. */
  'library.changed': z.object({
    what: z.enum(['videos', 'people', 'concepts', 'models', 'folders', 'lines', 'collections']),
  }),
} as const;

export type EventName = keyof typeof events;
export type EventOf<E extends EventName> = z.output<(typeof events)[E]>;

/** What any host offers its client: the same shape over IPC, HTTP + WebSocket, or in process. */
export interface KinoraClient {
  call<M extends MethodName>(method: M, input: InputOf<M>, signal?: AbortSignal): Promise<OutputOf<M>>;
  on<E extends EventName>(event: E, listener: (payload: EventOf<E>) => void): () => void;
}
