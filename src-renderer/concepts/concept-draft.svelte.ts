import type { ConceptInput, ConceptPreview } from '../state/concepts.svelte.ts';
import { base64Of } from '../client/file-input.ts';
import type { DrawnBox } from '../rules/outlined-box.ts';

export type ConceptKind = NonNullable<ConceptInput['kind']>;
type Outcome = ConceptPreview['pictures'][number];

/** A picture chosen for a concept, and what became of it. */
export interface ConceptPicture {
  readonly file: File;
  readonly preview: string;
  /** Where it shows the thing: as the core found it, or as the user drew it; null before it is looked at. */
  readonly box: DrawnBox | null;
  /** Whether the user drew the box. */
  readonly drawn: boolean;
  readonly problem: Outcome['problem'];
}

const mostPictures = 10;

/** The concept being enrolled: a name, a kind, pictures with boxes, and what it would find. */
export class ConceptDraft {
  name = $state('');
  kind = $state<ConceptKind>('pet');
  /** True when pictures are added to something that exists: its kind is known then. */
  known = $state(false);
  pictures = $state.raw<readonly ConceptPicture[]>([]);
  /** What the pictures as they are would find; null when they have changed since. */
  preview = $state.raw<ConceptPreview | null>(null);

  begin(name = '', kind: ConceptKind = 'pet', known = false): void {
    for (const picture of this.pictures) URL.revokeObjectURL(picture.preview);
    this.name = name;
    this.kind = kind;
    this.known = known;
    this.#change([]);
  }

  add(files: readonly File[]): void {
    const fitting = files.filter((file) => file.type.startsWith('image/'));
    const added = fitting.slice(0, mostPictures - this.pictures.length).map((file) => ({
      file,
      preview: URL.createObjectURL(file),
      box: null,
      drawn: false,
      problem: null,
    }));
    this.#change([...this.pictures, ...added]);
  }

  drop(picture: ConceptPicture): void {
    URL.revokeObjectURL(picture.preview);
    this.#change(this.pictures.filter((other) => other !== picture));
  }

  draw(picture: ConceptPicture, box: DrawnBox): void {
    this.#change(
      this.pictures.map((other) =>
        other === picture ? { ...picture, box, drawn: true, problem: null } : other,
      ),
    );
  }

  choose(kind: ConceptKind): void {
    this.kind = kind;
    this.#change(this.pictures.map((picture) => (picture.drawn ? picture : { ...picture, box: null })));
  }

  /** Takes in what the core found, one outcome a picture in their order. */
  found(preview: ConceptPreview): void {
    this.pictures = this.pictures.map((picture, index) => {
      const { box = null, problem = null } = preview.pictures[index] ?? {};
      return { ...picture, box: box ?? picture.box, problem };
    });
    this.preview = preview;
  }

  async input(): Promise<ConceptInput> {
    const pictures = await Promise.all(
      this.pictures.map(async ({ file, box, drawn }) => ({
        picture: { name: file.name, base64: await base64Of(file) },
        ...(box && drawn ? { box } : {}),
      })),
    );
    return { name: this.name.trim(), kind: this.kind, pictures };
  }

  #change(pictures: readonly ConceptPicture[]): void {
    this.pictures = pictures;
    this.preview = null;
  }
}
