/** Where the page shows the interface. */
export function placeOfInterface(): Element {
  const place = document.querySelector('#app');
  if (!place) throw new Error('The page has no element #app.');
  return place;
}
