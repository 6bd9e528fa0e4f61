import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { licenceProblem } from '../../licences/allowed-licences.ts';
import { noticesOf } from '../../licences/notices.ts';
import { shippedPackages } from '../../licences/shipped-packages.ts';

const root = join(import.meta.dirname, '../../..');
const shipped = shippedPackages(root);

describe('the licence of a package', () => {
  it('is one that the app may be packaged with, whatever system the package is for', () => {
    expect(shipped.map(licenceProblem).filter((problem) => problem !== null)).toEqual([]);
  });

  it('is looked at for what the program loads and for what the interface is built from', () => {
    const names = shipped.map(({ name }) => name);
    const needed = ['sharp', '@img/sharp-libvips-darwin-arm64', 'ffmpeg-static', 'pend', 'svelte', 'bits-ui'];
    expect(names).toEqual(expect.arrayContaining(needed));
    for (const tool of ['vitest', 'electron-builder', 'playwright-core']) expect(names).not.toContain(tool);
  });

  it('is refused with the name of the package where it is another, or is not stated', () => {
    const problem = (name: string, licence: string | null) => licenceProblem({ name, licence });
    expect(problem('a', 'AGPL-3.0-only')).toBe('a is under AGPL-3.0-only');
    expect(problem('a', null)).toBe('a states no licence');
    expect(problem('a', 'MIT AND GPL-3.0-or-later')).not.toBeNull();
    expect(problem('a', 'GPL-2.0-only AND (MIT OR ISC)')).not.toBeNull();
    expect(problem('a', '(MIT OR GPL-3.0-or-later)')).toBeNull();
  });

  it('may ask for more than a notice only where it is known why that is all right', () => {
    const problem = (name: string, licence: string) => licenceProblem({ name, licence });
    expect(problem('ffmpeg-static', 'GPL-3.0-or-later')).toBeNull();
    expect(problem('another-encoder', 'GPL-3.0-or-later')).not.toBeNull();
    expect(problem('@img/sharp-libvips-linux-x64', 'LGPL-3.0-or-later')).toBeNull();
    expect(problem('sharp', 'LGPL-3.0-or-later')).not.toBeNull();
  });
});

describe('the list of licences', () => {
  const text = noticesOf(root, shipped);

  it('has every package that is installed, with its version', () => {
    const missing = shipped.filter(
      ({ name, version, isInstalled }) => isInstalled && !text.includes(`\n${name} ${version}: `),
    );
    expect(missing).toEqual([]);
  });

  it('has the words of the licences themselves, and why libvips may be there', () => {
    expect(text).toContain('Permission is hereby granted, free of charge');
    expect(text).toContain('SIL OPEN FONT LICENSE Version 1.1');
    expect(text).toContain('libvips is a library of its own');
  });
});
