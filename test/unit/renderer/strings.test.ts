import { describe, expect, it } from 'vitest';
import { chinese } from '../../../src-renderer/strings/chinese.ts';
import { english } from '../../../src-renderer/strings/english.ts';

const keys = Object.keys(english) as (keyof typeof english)[];

describe('the translation layer', () => {
  it('has the same keys in both languages and no others', () => {
    expect(Object.keys(chinese).toSorted()).toEqual(keys.toSorted());
  });

  it('says something under every key, with values where values are given', () => {
    for (const strings of [english, chinese]) {
      for (const key of keys) {
        const text = strings[key];
        const said = typeof text === 'function' ? (text as (...values: unknown[]) => string)(7, 7, 7) : text;
        expect(said, key).not.toBe('');
        expect(said, key).not.toMatch(/undefined|NaN|\[object/);
      }
    }
  });

  it('counts one thing as one', () => {
    expect(english['people.films'](1)).toBe('in 1 film');
    expect(english['people.films'](2)).toBe('in 2 films');
    expect(english['common.span'](4320)).toBe('1 h 12 min');
    expect(chinese['common.span'](4320)).toBe('1 小时 12 分');
  });
});
