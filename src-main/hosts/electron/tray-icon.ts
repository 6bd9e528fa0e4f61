import { Menu, nativeImage, Tray } from 'electron';
import { shellWords } from './shell-words.ts';

export interface TrayActions {
  readonly open: () => void;
  readonly quit: () => void;
}

/** The app's icon among the system's small ones, while the person wants the app to stay without a window. */
export class TrayIcon {
  readonly #icon: string;
  readonly #actions: TrayActions;
  #tray: Tray | null = null;

  constructor(icon: string, actions: TrayActions) {
    this.#icon = icon;
    this.#actions = actions;
  }

  get isShown(): boolean {
    return this.#tray !== null;
  }

  show(): void {
    if (this.#tray !== null) return;
    const words = shellWords();
    const picture = nativeImage.createFromPath(this.#icon).resize({ width: 32, height: 32 });
    this.#tray = new Tray(picture);
    this.#tray.setToolTip('Kinora');
    this.#tray.on('click', this.#actions.open);
    this.#tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: words.open, click: this.#actions.open },
        { label: words.quit, click: this.#actions.quit },
      ]),
    );
  }

  hide(): void {
    this.#tray?.destroy();
    this.#tray = null;
  }
}
