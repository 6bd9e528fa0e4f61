import { expect, test } from 'vitest';
import { listed } from '../../../src-main/diagnosis/check.ts';
import { memoryCheck } from '../../../src-main/diagnosis/doctor.ts';
import { abilityChecks, foundCheck } from '../../../src-main/diagnosis/ffmpeg-checks.ts';
import {
  doubtfulMount,
  doubtfulNumber,
  fileSystemCheck,
  isNetworkPath,
} from '../../../src-main/diagnosis/file-system-check.ts';
import { spaceCheck } from '../../../src-main/diagnosis/folder-checks.ts';
import { providerCheck, starterCheck } from '../../../src-main/diagnosis/model-checks.ts';
import { decodersIn, encodersIn, hardwareIn } from '../../../src-main/media/ffmpeg-abilities.ts';

test.each([
  [150e6, 'failed'],
  [1.9e9, 'warning'],
  [2.1e9, 'ok'],
])('%d free bytes are %s', (bytes, state) => {
  expect(spaceCheck('/library', bytes).state).toBe(state);
});

test('little memory is a warning', () => {
  expect(memoryCheck(1e9).state).toBe('warning');
  expect(memoryCheck(8e9).state).toBe('ok');
});

const tools = { ffmpeg: '/usr/bin/ffmpeg', ffprobe: 'ffprobe', source: 'system', notes: [] } as const;

test.each([
  ['4.3.6-0+deb11u1', 'failed'],
  ['3.4', 'failed'],
  ['4.4.2-0ubuntu0.22.04.1', 'ok'],
  ['7.1', 'ok'],
  ['N-118193-g5f38c82536', 'ok'],
])('ffmpeg %s is %s', (version, state) => {
  expect(foundCheck({ ...tools, version }).state).toBe(state);
});

test('another ffmpeg than the one that was named is a warning', () => {
  const notes = ['The ffmpeg named in the settings (/opt/x) does not run, so another one is used.'];
  expect(foundCheck({ ...tools, version: '7.1', notes })).toMatchObject({
    state: 'warning',
    sentence: notes[0],
  });
});

const decoderList = ` V..... = Video
 A..... = Audio
 ------
 VFS..D h264                 H.264 / AVC / MPEG-4 AVC / MPEG-4 part 10
 V....D av1                  Alliance for Open Media AV1
 V....D hevc_cuvid           Nvidia CUVID HEVC decoder (codec hevc)
 V..... libopenh264          OpenH264 H.264 (codec h264)
 A....D dca                  DCA (DTS Coherent Acoustics) (codec dts)
 A....D mp3float             MP3 (MPEG audio layer 3) (codec mp3)
`;

test('formats are read off ffmpeg’s list, without decoders that need hardware', () => {
  expect([...decodersIn(decoderList)].toSorted()).toEqual(['dts', 'h264', 'mp3']);
  expect([...decodersIn(decoderList.replaceAll('\n', '\r\n'))].toSorted()).toEqual(['dts', 'h264', 'mp3']);
  expect(decodersIn(' V..... libdav1d             dav1d AV1 decoder by VideoLAN (codec av1)')).toContain(
    'av1',
  );
  expect(encodersIn(' V....D libx264    libx264 H.264 (codec h264)\n A..... aac   AAC')).toEqual(
    new Set(['libx264', 'aac']),
  );
  expect(hardwareIn('Hardware acceleration methods:\r\nvaapi\r\nd3d11va\r\n\r\n')).toEqual([
    'vaapi',
    'd3d11va',
  ]);
});

test('a build of ffmpeg without its parts is told by what it cannot read and write', () => {
  const stateOf = (decoders: string[], encoders: string[]) =>
    Object.fromEntries(
      abilityChecks({ decoders: new Set(decoders), encoders: new Set(encoders), hardware: [] }).map(
        ({ name, state }) => [name, state],
      ),
    );
  const all = 'h264 hevc aac av1 vp9 vp8 mpeg4 mpeg2video ac3 eac3 dts mp3 opus flac'.split(' ');
  expect(stateOf(all, ['libx264', 'aac'])).toMatchObject({ decoders: 'ok', encoders: 'ok' });
  expect(stateOf(all.slice(1), ['aac'])).toMatchObject({ decoders: 'failed', encoders: 'failed' });
  expect(
    stateOf(
      all.filter((format) => format !== 'av1'),
      [],
    ),
  ).toMatchObject({ decoders: 'warning' });
});

test('a provider that does not work matters to whoever asked for it', () => {
  const survey = {
    runtime: '1.30.0',
    bundled: ['cpu', 'cuda'],
    first: 'cpu',
    failures: [{ provider: 'cuda', problem: 'Failed to load shared library.' }],
    models: { cpu: 7 },
  };
  expect(providerCheck(survey, undefined).state).toBe('ok');
  const told = providerCheck(survey, 'cuda');
  expect(told.state).toBe('warning');
  for (const words of ['cpu, cuda', '7 on cpu', 'cuda does not work (Failed to load shared library).']) {
    expect(told.sentence).toContain(words);
  }
});

test('models that cannot be made are a failure, those that can are not', () => {
  const problem = { code: 'bad-model', sentence: 'It is missing.', remedy: 'Install Kinora again.' } as const;
  expect(starterCheck({ whole: ['a'], toBeMade: [], problems: [] }).state).toBe('ok');
  expect(starterCheck({ whole: [], toBeMade: ['a'], problems: [] }).state).toBe('warning');
  expect(starterCheck({ whole: [], toBeMade: ['a'], problems: [problem] })).toMatchObject({
    state: 'failed',
    sentence: problem.sentence,
    remedy: problem.remedy,
  });
});

test('file systems without reliable locks are known by number, by name and by path', () => {
  expect(doubtfulNumber(0x6969)).toBe('NFS');
  expect(doubtfulNumber(0xff534d42 | 0)).toContain('SMB');
  expect(doubtfulNumber(0xef53)).toBeNull();
  const mounts = [
    { mount: '/', type: 'APFS' },
    { mount: '/Volumes/films', type: 'smbfs' },
  ];
  expect(doubtfulMount('/Volumes/films/library', mounts)).toBe('smbfs');
  expect(doubtfulMount('/Volumes/films on a stick', mounts)).toBeNull();
  expect(isNetworkPath('\\\\nas\\films')).toBe(true);
  expect(isNetworkPath('\\\\?\\UNC\\nas\\films')).toBe(true);
  expect(isNetworkPath('\\\\?\\C:\\films')).toBe(false);
  expect(isNetworkPath('C:\\films')).toBe(false);
  expect(fileSystemCheck('/library', 'NFS')).toMatchObject({
    state: 'warning',
    sentence: expect.stringContaining('NFS') as string,
  });
});

test('of many things the first few are named', () => {
  expect(listed(['a', 'b', 'c'])).toBe('a, b, c');
  expect(listed(['a', 'b', 'c', 'd', 'e'])).toBe('a, b, c and 2 more');
});
