/** Channels between main process and preload script. */
export const channels = {
  /** From the page: its preload script listens now. */
  pageReady: 'kinora:page-ready',
  /** To the page: a port to a core. */
  port: 'kinora:port',
  /** To the page: `lost` or `failed`. */
  coreState: 'kinora:core-state',
  openPictures: 'kinora:open-pictures',
  openFolder: 'kinora:open-folder',
  /** From the page, with a moment's id: the clip of it is made, and the button is held. */
  dragOut: 'kinora:drag-out',
} as const;
