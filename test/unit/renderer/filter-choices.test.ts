import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../../src-main/search/query.ts';
import { partsOf } from '../../../src-main/search/query-plan.ts';
import {
  filmFolders,
  filterChoices,
  hasFilter,
  toggledFilter,
} from '../../../src-renderer/rules/filter-choices.ts';
import { queryOfParts } from '../../../src-renderer/rules/query-text.ts';

describe('The menu of filters', () => {
  it.each([...filterChoices])('offers $name as the query prints it', ({ filter, value }) => {
    const { plan, notes } = parseQuery(`dog ${filter}:${value}`, []);
    expect(notes).toEqual([]);
    expect(partsOf(plan).at(-1)).toEqual({ kind: 'filter', filter, value });
  });

  it('adds a filter to the query and takes it away again', () => {
    const parts = partsOf(parseQuery('dog', []).plan);
    const filtered = toggledFilter(parts, 'light', 'night');
    expect(queryOfParts(filtered)).toBe('dog light:night');
    expect(hasFilter(filtered, 'light', 'night')).toBe(true);
    expect(toggledFilter(filtered, 'light', 'night')).toEqual(parts);
  });

  it('offers the folders of the films where there are several', () => {
    expect(filmFolders(['/films/a.mp4', '/films/b.mp4', '/home/c.mp4'])).toEqual(['films', 'home']);
    expect(filmFolders(['/films/a.mp4'])).toEqual([]);
  });
});
