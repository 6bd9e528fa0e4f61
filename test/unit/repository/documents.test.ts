import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { wrongWith } from './command-line-help.ts';
import { codeIn, documentsIn, linksIn } from './named-in-documents.ts';

const root = join(import.meta.dirname, '../../..');
const documents = documentsIn(root);
const code = documents.flatMap((document) => codeIn(root, document));
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

const ours = '{.ci,.github,assets,docs,native-models,src-main,src-renderer,test}';
const files = globSync([`${ours}/**/*`, '*'], { cwd: root }).map((path) => path.replaceAll('\\', '/'));

/** Whether a path, or the end of one, is that of a file or folder; `*` and `<name>` stand for any name. */
function isThere(path: string): boolean {
  const wanted = path.replace(/\/$/, '').replaceAll(/<[^>]+>/g, '*');
  const names = wanted.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(`(^|/)${names.join('[^/]*')}$`);
  return files.some((file) => pattern.test(file));
}

/** Paths of the repository, and names of modules, in some code. */
function pathsIn(text: string): string[] {
  const paths = text.match(
    /(?<![\w./-])(?:\.ci|\.github|native-models|src-main|src-renderer|test)\/[\w./<>*-]+/g,
  );
  const modules = text.match(/(?<![\w./@<>*-])[\w<>*-]+(?:[./][\w<>*-]+)*\.(?:ts|svelte)(?![\w./-])/g);
  return [...(paths ?? []), ...(modules ?? [])];
}

/** The command lines that some code tells a person to type. */
function commandLinesIn(text: string): string[] {
  const line = /^(?:npm run (?:-s )?kinora -- |kinora )([a-z].*)$/.exec(text.trim())?.[1];
  return line === undefined ? [] : [line];
}

describe('the documents', () => {
  it('name files that there are', () => {
    const missing = code.flatMap((one) =>
      pathsIn(one.code)
        .filter((path) => !isThere(path))
        .map((path) => `${one.document}: ${path}`),
    );
    expect(missing).toEqual([]);
  });

  it('link to files that there are', () => {
    const missing = documents.flatMap((document) =>
      linksIn(root, document)
        .filter((address) => !existsSync(join(root, dirname(document), address)))
        .map((address) => `${document}: ${address}`),
    );
    expect(missing).toEqual([]);
  });

  it('name scripts that npm can run', () => {
    const missing = code.flatMap((one) => {
      const run = [...one.code.matchAll(/npm run (?:-s )?([\w:-]+)/g)].map(([, name]) => name!);
      const short = [...one.code.matchAll(/npm (test|start)\b/g)].map(([, name]) => name!);
      return [...run, ...short]
        .filter((name) => !(name in scripts))
        .map((name) => `${one.document}: ${name}`);
    });
    expect(missing).toEqual([]);
  });

  it('name benches and evaluations that there are', () => {
    const missing = code.flatMap((one) =>
      [...one.code.matchAll(/npm run (bench|evaluate) -- ([a-z][a-z-]*)/g)]
        .filter(([, kind, name]) => !existsSync(join(root, 'test', kind!, `${name}.ts`)))
        .map(([line]) => `${one.document}: ${line}`),
    );
    expect(missing).toEqual([]);
  });

  it('name commands of kinora that there are, with options that they have', async () => {
    const wrong: string[] = [];
    let seen = 0;
    for (const one of code) {
      const asWritten = one.command === null ? commandLinesIn(one.code) : [one.code];
      for (const line of asWritten) {
        seen += 1;
        // After `collections add` a row says `remove` for `collections remove`.
        const full = one.command === null ? line : `${one.command.split(' ')[0]} ${line}`;
        const complaint = await wrongWith(line);
        if (complaint !== null && (await wrongWith(full)) !== null)
          wrong.push(`${one.document}: ${complaint}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(seen).toBeGreaterThan(150);
  });
});
