import { resolve } from 'node:path';
import { readyPicture } from '../people/enrol-pictures.ts';
import { overviewOf } from '../models/manager/model-overview.ts';
import { summaryView } from './library-handlers.ts';
import type { ModelsContext, HandlersOf, MethodsOf } from './core-context.ts';

/** The calls about models: what there is, and bringing it here. */
export function modelsHandlers(context: ModelsContext): HandlersOf<MethodsOf<'models'>> {
  const { models, cacheFolder, events } = context;
  const changing = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } finally {
      events.tell('library.changed', { what: 'models' });
    }
  };
  return {
    'models.list': async () => ({ models: await overviewOf(cacheFolder, models) }),
    // A page that is closed does not end an installation: `models.cancel` does, and closing the library.
    'models.install': ({ name }) => changing(models.install(name)),
    'models.import': ({ path }, signal) => changing(models.import(resolve(path), signal)),
    'models.verify': ({ name }, signal) => changing(models.verify(name ?? null, signal)),
    'models.remove': async ({ id }) => {
      const removed = await changing(models.remove(id));
      const learned = context.words.matcher.learned?.modelId;
      if (removed && learned === id) {
        await context.words.renew(context.search);
        await context.worker.renew();
      }
      return { removed };
    },
    'models.use': async ({ id }) => {
      const used = await changing(models.use(id));
      if (used.family === 'visual-text-encoder') await context.words.renew(context.search);
      return { ...used, renewed: summaryView(await context.worker.renew()) };
    },
    'models.try': async ({ picture, text }) => {
      const { concepts, likeness, matched, unmatched } = await context.worker.tryPicture(
        readyPicture(picture),
        text,
      );
      return {
        concepts: [...concepts],
        likeness,
        matched: matched.map(({ word, concepts: reached }) => ({ word, concepts: [...reached] })),
        unmatched: [...unmatched],
      };
    },
    'models.cancel': ({ id }) => ({ cancelled: models.cancel(id ?? null) }),
  };
}
