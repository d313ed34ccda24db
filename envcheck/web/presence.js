/** Tells a server that goes when its last page has gone that this one is there. */

/**
 * Holds a stream open for as long as the page is, where its server asks for that; the browser takes it up again.
 * @param {HTMLElement} page says where, by `data-here`
 */
export function stay(page = document.documentElement) {
  if (page.dataset.here) new EventSource(page.dataset.here);
}
