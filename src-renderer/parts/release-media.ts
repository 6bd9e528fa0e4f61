/** Ends playing, and lets the connection go at once rather than when the element is collected. */
export function releaseMedia(element: HTMLMediaElement): void {
  element.pause();
  element.removeAttribute('src');
  element.load();
}
