import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { ActorPose } from './actor-motion.ts';
import { bodyFrame, drawBody } from './drawing/body-drawing.ts';
import { faceHeight } from './drawing/face-geometry.ts';
import type { FaceState } from './drawing/face-state.ts';
import { drawHead, headFrame } from './drawing/head-drawing.ts';
import type { CastMember } from './film-script.ts';
import { drawCanvas, drawLayer, layOver } from './layer.ts';

interface Sitting {
  /** Side of the square picture and height of the face, in pixels. */
  readonly side: number;
  readonly face: number;
  /** The studio's paper, from its lit side to its dark side. */
  readonly paper: readonly [string, string];
  readonly state: Pick<FaceState, 'expression' | 'turn' | 'tilt'>;
}

/** Three pictures as people have them: none is a frame of a film. */
const sittings: readonly Sitting[] = [
  { side: 400, face: 170, paper: ['#e8ddd0', '#b8a590'], state: { expression: 'neutral', turn: 0, tilt: 0 } },
  { side: 360, face: 128, paper: ['#c8d6dd', '#7f99a8'], state: { expression: 'smile', turn: 1, tilt: -1 } },
  {
    side: 480,
    face: 232,
    paper: ['#d9cfe0', '#8d7f9e'],
    state: { expression: 'neutral', turn: -1, tilt: 1 },
  },
];

async function portrait(member: CastMember, sitting: Sitting): Promise<Buffer> {
  const { side, paper } = sitting;
  const backdrop = `<defs><radialGradient id="paper" cx=".35" cy=".3" r=".9"><stop offset="0" stop-color="${paper[0]}"/><stop offset="1" stop-color="${paper[1]}"/></radialGradient></defs><rect width="100" height="100" fill="url(#paper)"/>`;
  const canvas = await drawCanvas(backdrop, [0, 0, 100, 100], side, side);
  const pose: ActorPose = {
    x: Math.round(side / 2),
    y: Math.round(side * 0.46),
    scale: sitting.face / faceHeight,
    headShift: 0,
    face: { ...sitting.state, mouth: 'rest', lids: 1, gaze: 0 },
  };
  for (const [body, frame] of [
    [drawBody(member.look), bodyFrame],
    [drawHead(member.look, pose.face), headFrame],
  ] as const) {
    const [width, height] = [Math.round(frame.width * pose.scale), Math.round(frame.height * pose.scale)];
    const layer = await drawLayer(body, [frame.x, frame.y, frame.width, frame.height], width, height);
    layOver(
      canvas,
      layer,
      pose.x + Math.round(frame.x * pose.scale),
      pose.y + Math.round(frame.y * pose.scale),
    );
  }
  return sharp(canvas.data, { raw: { width: side, height: side, channels: 3 } })
    .png()
    .toBuffer();
}

/** Letters and digits of a name as a file may bear them; empty when it has none. */
export function fileNameOf(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .slice(0, 60);
}

/** Writes three PNG pictures of every member of the cast into `folder`; gives their names by the member's name. */
export async function writePortraits(
  cast: readonly CastMember[],
  folder: string,
): Promise<Record<string, string[]>> {
  await mkdir(folder, { recursive: true });
  const files: Record<string, string[]> = {};
  for (const [position, member] of cast.entries()) {
    const names: string[] = [];
    for (const [number, sitting] of sittings.entries()) {
      const name = `${[fileNameOf(member.name), position + 1, number + 1].filter(Boolean).join('-')}.png`;
      await sharp(await portrait(member, sitting)).toFile(join(folder, name));
      names.push(name);
    }
    files[member.name] = names;
  }
  return files;
}
