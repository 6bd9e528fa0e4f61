import type { Layer } from './layer.ts';

/** Keeps the drawn layers that were used last, up to a number of bytes; starts drawing as soon as a layer is asked for. */
export class LayerCache {
  readonly #layers = new Map<string, Promise<Layer>>();
  readonly #sizes = new Map<string, number>();
  readonly #limit: number;
  #bytes = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(key: string, draw: () => Promise<Layer>): Promise<Layer> {
    let layer = this.#layers.get(key);
    if (layer) this.#layers.delete(key);
    else {
      layer = draw().then((drawn) => {
        this.#sizes.set(key, drawn.data.length);
        this.#bytes += drawn.data.length;
        this.#shrink();
        return drawn;
      });
      // The one who awaits the layer hears of a failure; a layer drawn ahead must not end the process.
      layer.catch(() => undefined);
    }
    this.#layers.set(key, layer);
    return layer;
  }

  #shrink(): void {
    for (const key of this.#layers.keys()) {
      if (this.#bytes <= this.#limit) return;
      const size = this.#sizes.get(key);
      if (size === undefined) continue;
      this.#layers.delete(key);
      this.#sizes.delete(key);
      this.#bytes -= size;
    }
  }
}
