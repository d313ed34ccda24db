/** What an address asks for: `?lang=`, `?profile=`, `?theme=`, `?guard=1`, and `#token=`, which no server and no log ever sees. */

import { words } from "./words.js";

/**
 * Gives the element of a page what its address asks for, and the page its language. The first words of the page, which
 * came with it, go as soon as the element has words of its own.
 * @returns {import("./element.js").EnvCheck}
 */
export function applyParams() {
  const check = /** @type {import("./element.js").EnvCheck} */ (document.querySelector("env-check"));
  const params = new URLSearchParams(location.search);
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  if (token) {
    check.setAttribute("token", token);
    history.replaceState(null, "", location.pathname + location.search); // it stays in no history
  }
  for (const name of ["lang", "profile", "theme"]) {
    const value = params.get(name);
    if (value) check.setAttribute(name, value);
  }
  if (params.get("guard") === "1") check.setAttribute("guard", "");
  const lang = params.get("lang") || document.documentElement.lang; // the server has chosen one that it speaks
  words(check.endpoint, lang, params.get("profile") ?? "").then(({ words: found }) => {
    document.querySelector(".greeting")?.remove(); // the element, which waited for the same, speaks in this very moment
    if (!found.lang) return; // the server is away, and the element asks it again
    document.documentElement.lang = found.lang;
    document.documentElement.dir = found.dir ?? "";
    document.title = found.title ?? document.title;
    const heading = document.querySelector("h1");
    if (heading) heading.textContent = document.title;
  });
  addEventListener("pagehide", () => check.stop());
  return check;
}
