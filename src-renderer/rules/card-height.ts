import type { MomentView } from '../../src-main/api/contract.ts';

/** The least height in pixels that holds what these moments have to say under their pictures. */
export function cardTextHeight(moments: readonly Pick<MomentView, 'evidence' | 'missing'>[]): number {
  const kinds = new Set(moments.flatMap(({ evidence }) => evidence.map(({ kind }) => kind)));
  const title = 46;
  const faces = kinds.has('face') ? 26 : 0;
  const pictures = kinds.has('picture') ? 22 : 0;
  const lines = kinds.has('line') ? 42 : 0;
  const missing = moments.some((moment) => moment.missing.length > 0) ? 22 : 0;
  return title + faces + pictures + lines + missing;
}
