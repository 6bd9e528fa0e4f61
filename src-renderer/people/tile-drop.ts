import type { Attachment } from 'svelte/attachments';

/** A tile of the page of people: somebody who has a name, or an unnamed group. */
export interface Tile {
  readonly kind: 'person' | 'group';
  readonly id: number;
}

/** The tile that is being dragged: while it is above others, browsers do not tell what is dragged. */
let dragged: Tile | null = null;

/** Lets a tile be dragged, and others be dropped on it. While one is above it, it has the attribute `data-aimed`. */
export function tileDrop(tile: Tile, drop: (dragged: Tile) => void): Attachment<HTMLElement> {
  const isOther = (): boolean => dragged !== null && !(dragged.kind === tile.kind && dragged.id === tile.id);
  return (node) => {
    const ending = new AbortController();
    const on = <E extends 'dragstart' | 'dragend' | 'dragover' | 'dragleave' | 'drop'>(
      event: E,
      listener: (event: DragEvent) => void,
    ): void => node.addEventListener(event, listener, { signal: ending.signal });
    node.draggable = true;
    on('dragstart', (event) => {
      dragged = tile;
      event.dataTransfer?.setData('text/plain', '');
      if (event.dataTransfer) event.dataTransfer.effectAllowed = 'link';
    });
    on('dragend', () => (dragged = null));
    on('dragover', (event) => {
      if (!isOther()) return;
      event.preventDefault();
      node.dataset['aimed'] = '';
    });
    on('dragleave', () => delete node.dataset['aimed']);
    on('drop', (event) => {
      delete node.dataset['aimed'];
      if (!isOther() || !dragged) return;
      event.preventDefault();
      drop(dragged);
      dragged = null;
    });
    return () => ending.abort();
  };
}
