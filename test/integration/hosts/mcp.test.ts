import { access, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { probe } from '../../../src-main/media/probe.ts';
import { WrittenLibrary } from '../../fixtures/written-library.ts';
import { useMediaBench } from '../media/made-media.ts';

const kinora = fileURLToPath(new URL('../../../src-main/hosts/cli/main.ts', import.meta.url));
const bench = useMediaBench();

let library: WrittenLibrary;
let client: Client;
beforeEach(() => {
  library = new WrittenLibrary();
  library.film({
    title: 'The ladder',
    faces: [{ person: 'Ada', start: 2, end: 8 }],
    cues: [{ start: 3, end: 5, text: 'where is the ladder' }],
  });
});
afterEach(async () => {
  await client.close();
  library.close();
});

async function connect(...options: string[]): Promise<void> {
  client = new Client({ name: 'test', version: '1' });
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [kinora, 'mcp', '--library', library.folder, ...options],
      stderr: 'ignore',
    }),
  );
}

const toolNames = async () => (await client.listTools()).tools.map(({ name }) => name).sort();

describe('Another program, by the Model Context Protocol', () => {
  it('finds moments, looks at one, asks, and lists people', async () => {
    await connect();
    expect(await toolNames()).toEqual(['ask', 'get_moment', 'list_people', 'search']);
    const found = await client.callTool({ name: 'search', arguments: { query: '@Ada "the ladder"' } });
    const { moments } = found.structuredContent as { moments: { id: string; title: string }[] };
    expect(moments[0]).toMatchObject({ title: 'The ladder' });
    const one = await client.callTool({ name: 'get_moment', arguments: { id: moments[0]!.id } });
    expect(one.structuredContent).toMatchObject({ id: moments[0]!.id });
    const question = 'does anybody mention the ladder?';
    const told = await client.callTool({ name: 'ask', arguments: { question } });
    expect(told.structuredContent).toMatchObject({
      evidence: [expect.objectContaining({ kind: 'line', start: 3, end: 5 })],
    });
    const people = await client.callTool({ name: 'list_people', arguments: {} });
    expect(people.structuredContent).toMatchObject({ people: [{ name: 'Ada' }] });
  });

  it('is told what is wrong with what it asks, and goes on', async () => {
    await connect();
    const missing = await client.callTool({ name: 'get_moment', arguments: { id: 'm999-0-1' } });
    expect(missing.isError).toBe(true);
    const tooLong = await client.callTool({ name: 'search', arguments: { query: 'x'.repeat(20_000) } });
    expect(tooLong.isError).toBe(true);
    expect((await client.callTool({ name: 'search', arguments: { query: 'ladder' } })).isError).toBeFalsy();
  });

  it('is offered to write clips only when the person said so', async () => {
    await connect('--write');
    expect(await toolNames()).toContain('export_clip');
  });

  it('writes a clip of a moment into the library’s folder for exports, and no other place', async () => {
    const source = [
      '-f',
      'lavfi',
      '-i',
      'testsrc2=s=160x90:r=10:d=10',
      '-c:v',
      'libx264',
      '-pix_fmt',
      'yuv420p',
    ];
    const path = await bench.make('film.mp4', ...source);
    library.film({ path, duration: 10, cues: [{ start: 4, end: 6, text: 'a purple umbrella' }] });
    await connect('--write');
    const found = await client.callTool({ name: 'search', arguments: { query: '"purple umbrella"' } });
    const { moments } = found.structuredContent as { moments: { id: string }[] };
    const ask = { id: moments[0]!.id, output: join(bench.folder, 'elsewhere.mp4') };
    const written = await client.callTool({ name: 'export_clip', arguments: ask });
    const clip = written.structuredContent as { path: string; start: number; end: number };
    expect(dirname(clip.path)).toBe(join(library.folder, 'exports'));
    expect((await probe(bench.tools, clip.path)).duration).toBeCloseTo(clip.end - clip.start, 0);
    await expect(access(ask.output)).rejects.toThrow();
  });

  it('cannot write a clip by calling the tool that it was not offered', async () => {
    await connect();
    const refused = client.callTool({ name: 'export_clip', arguments: { id: 'm1-3000-5000' } });
    await expect(refused).rejects.toThrow('export_clip');
    expect(await readdir(join(library.folder, 'exports'))).toEqual([]);
  });
});
