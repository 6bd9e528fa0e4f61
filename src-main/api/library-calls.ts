import type { MethodName } from './contract.ts';
import type { Handler, HandlersOf, MethodsOf } from './core-context.ts';
import type { CoreParts } from './core-parts.ts';

// Note: families of calls are loaded when they are first asked
// All that a library can be asked is more than six hundred modules. A program that has just opened one is asked for what
// it shows first; what else there is waits until somebody wants it, or until nothing else is done (`LibraryCalls.load`).

type Part = MethodName extends `${infer Name}.${string}` ? Name : never;

/** The handlers of each part of the contract: the type check fails when a call has none, or one gives something else than it promises. */
const families: { readonly [P in Part]: (parts: CoreParts) => Promise<HandlersOf<MethodsOf<P>>> } = {
  library: openLibraryFamily,
  shots: openLibraryFamily,
  people: openPeopleFamily,
  appearances: openPeopleFamily,
  concepts: async ({ context }) => (await import('./concept-handlers.ts')).conceptHandlers(context),
  search: async (parts) => (await import('./search-handlers.ts')).searchHandlers(await parts.searching()),
  conversation: async (parts) =>
    (await import('./conversation-handlers.ts')).conversationHandlers(await parts.searching()),
  languageModel: async ({ context }) =>
    (await import('./language-model-handlers.ts')).languageModelHandlers(context),
  ask: async (parts) => (await import('./ask-handlers.ts')).askHandlers(await parts.searching()),
  tracks: async ({ context }) => (await import('./tracks-handlers.ts')).tracksHandlers(context),
  exports: async ({ context }) => (await import('./export-handlers.ts')).exportHandlers(context),
  subtitles: async ({ context }) => (await import('./subtitle-handlers.ts')).subtitleHandlers(context),
  models: async (parts) => (await import('./models-handlers.ts')).modelsHandlers(await parts.managing()),
  voices: openVoiceFamily,
  dialogue: openVoiceFamily,
  collections: async ({ context }) => (await import('./collection-handlers.ts')).collectionHandlers(context),
};

type Family = (typeof families)[Part];

async function openLibraryFamily({ context }: CoreParts) {
  const [{ libraryHandlers }, { folderHandlers }] = await Promise.all([
    import('./library-handlers.ts'),
    import('./folder-handlers.ts'),
  ]);
  return { ...libraryHandlers(context), ...folderHandlers(context) };
}

async function openPeopleFamily({ context }: CoreParts) {
  const [{ peopleHandlers }, { castHandlers }] = await Promise.all([
    import('./people-handlers.ts'),
    import('./cast-handlers.ts'),
  ]);
  return { ...peopleHandlers(context), ...castHandlers(context) };
}

async function openVoiceFamily({ context }: CoreParts) {
  return (await import('./voices-handlers.ts')).voicesHandlers(context);
}

/** What carries out the calls of one core. */
export class LibraryCalls {
  readonly #parts: CoreParts;
  readonly #opened = new Map<Family, ReturnType<Family>>();

  constructor(parts: CoreParts) {
    this.#parts = parts;
  }

  /** Rejects with what opening rejects with; the next call tries again. */
  async handlerOf<M extends MethodName>(method: M): Promise<Handler<M>> {
    const handlers = await this.#open(families[method.slice(0, method.indexOf('.')) as Part]);
    return (handlers as HandlersOf<M>)[method];
  }

  /** Loads what nobody has asked for yet, one family after the other. */
  async load(signal: AbortSignal): Promise<void> {
    for (const family of Object.values(families)) {
      if (signal.aborted) return;
      await this.#open(family);
    }
  }

  #open(family: Family): ReturnType<Family> {
    const known = this.#opened.get(family);
    if (known) return known;
    const opening = family(this.#parts) as ReturnType<Family>;
    this.#opened.set(family, opening);
    opening.catch(() => this.#opened.delete(family));
    return opening;
  }
}
