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
    if (typeof value === "function") element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== false && child !== undefined));
  return element;
}

/**
 * Makes the children of an element what is wanted, keeping those that fit already: what has the focus, or is being
 * pressed, stays. Listeners of what is kept stay as they were.
 * @param {Node} parent
 * @param {readonly Node[]} wanted
 */
export function morph(parent, wanted) {
  wanted.forEach((want, place) => {
    const have = parent.childNodes[place];
    if (have === want) return;
    if (!have) parent.appendChild(want);
    else if (fits(have, want)) become(have, want);
    else parent.replaceChild(want, have);
  });
  while (parent.childNodes.length > wanted.length) parent.lastChild?.remove();
}

/**
 * @param {Node} have
 * @param {Node} want
 */
function fits(have, want) {
  if (have.nodeName !== want.nodeName) return false;
  return !(have instanceof Element && want instanceof Element) || have.id === want.id;
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
  for (const name of have.getAttributeNames()) if (!want.hasAttribute(name)) have.removeAttribute(name);
  for (const name of want.getAttributeNames()) {
    const value = want.getAttribute(name) ?? "";
    if (have.getAttribute(name) === value) continue;
    // the page's policy forbids the attribute, and allows what is set from here
    if (name === "style") /** @type {HTMLElement} */ (have).style.cssText = value;
    else have.setAttribute(name, value);
  }
  morph(have, [...want.childNodes]);
}
