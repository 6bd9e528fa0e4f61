import type { LibraryReader } from '../store/library-reader.ts';
import type { AskedLines } from './asked-lines.ts';
import type { SearchComponent } from './components.ts';
import type { FilmChoice } from './film-choice.ts';
import type { FrameIndex } from './frame-index.ts';
import type { LearnedHeads } from './learned-heads.ts';
import type { LibraryMemory } from './library-memory.ts';
import type { Pacer } from './pacer.ts';

/** What one search works with. */
export interface SearchRun {
  readonly reader: LibraryReader;
  readonly memory: LibraryMemory;
  readonly lines: AskedLines;
  /** Null while no film has described pictures. */
  readonly index: FrameIndex | null;
  /** Ids by name. */
  readonly people: ReadonlyMap<string, number>;
  readonly choice: FilmChoice;
  /** The films in which pictures are looked at closely; null for those that answer best, see `sequence-films.ts`. */
  readonly closely: FilmChoice;
  readonly heads: LearnedHeads;
  /** How many moments are wanted in the end. */
  readonly limit: number;
  readonly pacer: Pacer;
  /** What is left out, to measure its worth; nothing where people search. */
  readonly without: ReadonlySet<SearchComponent>;
}
