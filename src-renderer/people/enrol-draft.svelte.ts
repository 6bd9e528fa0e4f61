import type { PictureInput, RejectedPicture } from '../../src-main/api/contract.ts';
import { base64Of } from '../rules/file-base64.ts';

/** A picture chosen for a person, and what became of it. */
export interface DraftPicture {
  readonly file: File;
  /** Unlike any other in the draft, so that the core's answer finds its picture. */
  readonly name: string;
  readonly preview: string;
  readonly rejected: RejectedPicture | null;
}

export const mostPictures = 10;

/** The person being enrolled: a name, pictures, and after the answer which of them could not be used. */
export class EnrolDraft {
  name = $state('');
  /** True when pictures are added to somebody who exists. */
  known = $state(false);
  pictures = $state.raw<readonly DraftPicture[]>([]);
  /** Files that are no pictures, by name. */
  strangers = $state.raw<readonly string[]>([]);
  tooMany = $state(false);
  rejected = $derived(this.pictures.filter((picture) => picture.rejected !== null));

  begin(name: string, known: boolean): void {
    for (const picture of this.pictures) URL.revokeObjectURL(picture.preview);
    this.name = name;
    this.known = known;
    this.pictures = [];
    this.strangers = [];
    this.tooMany = false;
  }

  add(files: readonly File[]): void {
    const fitting = files.filter((file) => file.type.startsWith('image/'));
    this.strangers = files.filter((file) => !file.type.startsWith('image/')).map((file) => file.name);
    const room = mostPictures - this.pictures.length;
    this.tooMany = fitting.length > room;
    const added: DraftPicture[] = [];
    for (const file of fitting.slice(0, room)) {
      let name = file.name;
      const taken = (other: DraftPicture): boolean => other.name === name;
      for (let copy = 2; this.pictures.some(taken) || added.some(taken); copy++) {
        name = `${file.name} (${copy})`;
      }
      added.push({ file, name, preview: URL.createObjectURL(file), rejected: null });
    }
    this.pictures = [...this.pictures, ...added];
  }

  drop(picture: DraftPicture): void {
    URL.revokeObjectURL(picture.preview);
    this.pictures = this.pictures.filter((other) => other !== picture);
    this.tooMany = false;
  }

  /** Keeps only what was refused, with the reasons. */
  answered(rejected: readonly RejectedPicture[]): void {
    this.pictures = this.pictures.flatMap((picture) => {
      const reason = rejected.find((other) => other.picture === picture.name);
      if (!reason) URL.revokeObjectURL(picture.preview);
      return reason ? [{ ...picture, rejected: reason }] : [];
    });
  }

  /** The pictures as the core takes them; reading a file that is gone from disk throws. */
  inputs(): Promise<PictureInput[]> {
    return Promise.all(this.pictures.map(async ({ file, name }) => ({ name, base64: await base64Of(file) })));
  }
}
