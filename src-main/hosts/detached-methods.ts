import type { MethodName } from '../api/contract.ts';

/** Jobs over many films: they go on when the page that started them is closed, and `library.cancel` ends them. */
export const detachedMethods: ReadonlySet<MethodName> = new Set([
  'library.index',
  'library.addSampleFilm',
  'library.retry',
]);
