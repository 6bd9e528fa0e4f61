/** What the main process writes to its output once its window shows; whoever launched it waits for this. */
export const readyLine = 'kinora: the window is open';
