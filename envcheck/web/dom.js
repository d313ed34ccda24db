/** Elements made in a line. */

/**
 * @typedef {Record<string, unknown>} Attributes `on…` are listeners, true stands for an empty value, false for none
 * @typedef {Node | string | null | false | undefined} Child
 */

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Attributes} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, attributes = {}, ...children) {
  return /** @type {HTMLElementTagNameMap[K]} */ (filled(document.createElement(tag), attributes, children));
}

/**
 * @param {string} tag
 * @param {Attributes} [attributes]
 * @param {...Child} children
 * @returns {SVGElement}
 */
export function svg(tag, attributes = {}, ...children) {
  return /** @type {SVGElement} */ (
    filled(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children)
  );
}

/**
 * @template {Element} E
 * @param {E} element
 * @param {Attributes} attributes
 * @param {Child[]} children
 */
function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") listen(element, name.slice(2), /** @type {EventListener} */ (value));
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== false && child !== undefined));
  return element;
}

/** @type {WeakMap<Element, Map<string, EventListener>>} */
const listeners = new WeakMap();

/**
 * Has one listener hear an event, in place of the one that did.
 * @param {Element} element
 * @param {string} type
 * @param {EventListener} listener
 */
function listen(element, type, listener) {
  const known = listeners.get(element) ?? new Map();
  listeners.set(element, known);
  if (!known.has(type)) element.addEventListener(type, (event) => known.get(type)?.(event));
  known.set(type, listener);
}

/**
 * Makes the children of an element what is wanted, keeping those that fit already: what has the focus, or is being
 * pressed, stays. One that has an `id` is known by it wherever it stood. What is kept listens as what is wanted does; a
 * style that was set after it was made stays.
 * @param {Node} parent
 * @param {readonly Node[]} wanted
 */
export function morph(parent, wanted) {
  const names = new Set(wanted.map(nameOf));
  wanted.forEach((want, place) => {
    const have = known(parent, want, place) ?? parent.childNodes[place];
    if (have === want) return;
    if (!have) parent.appendChild(want);
    else if (fits(have, want)) become(have, want);
    else if (nameOf(have) && names.has(nameOf(have))) parent.insertBefore(want, have); // its turn comes later
    else parent.replaceChild(want, have);
  });
  while (parent.childNodes.length > wanted.length) parent.lastChild?.remove();
}

/** @param {Node} node */
const nameOf = (node) => (node instanceof Element ? node.id : "");

/**
 * The child that is wanted at a place, brought there from further down, where there is one of its name.
 * @param {Node} parent
 * @param {Node} want
 * @param {number} place
 */
function known(parent, want, place) {
  const later = [...parent.childNodes].slice(place);
  const found = later.find((one) => one === want || (nameOf(want) && fits(one, want)));
  if (found && found !== later[0]) parent.insertBefore(found, later[0] ?? null);
  return found;
}

/**
 * @param {Node} have
 * @param {Node} want
 */
function fits(have, want) {
  if (have.nodeName !== want.nodeName) return false;
  return nameOf(have) === nameOf(want);
}

/**
 * @param {Node} have
 * @param {Node} want
 */
function become(have, want) {
  if (!(have instanceof Element && want instanceof Element)) {
    if (have.nodeValue !== want.nodeValue) have.nodeValue = want.nodeValue;
    return;
  }
  for (const name of have.getAttributeNames()) if (name !== "style" && !want.hasAttribute(name)) have.removeAttribute(name);
  for (const name of want.getAttributeNames()) {
    const value = want.getAttribute(name) ?? "";
    if (have.getAttribute(name) === value) continue;
    // the page's policy forbids the attribute, and allows what is set from here
    if (name === "style") /** @type {HTMLElement} */ (have).style.cssText = value;
    else have.setAttribute(name, value);
  }
  for (const [type, listener] of listeners.get(want) ?? []) listen(have, type, listener);
  morph(have, [...want.childNodes]);
  if (have instanceof HTMLInputElement && want instanceof HTMLInputElement) have.checked = want.checked;
  // one that is open keeps what somebody points at
  if (have instanceof HTMLSelectElement && want instanceof HTMLSelectElement && !have.matches(":focus")) have.value = want.value;
}
