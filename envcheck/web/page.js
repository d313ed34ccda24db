/** The page of the room check: the element, and nothing else. */

import "./element.js";
import { words } from "./words.js";

const check = /** @type {import("./element.js").EnvCheck} */ (document.querySelector("env-check"));
const asked = new URLSearchParams(location.search);

for (const name of ["lang", "profile", "theme"]) {
  const value = asked.get(name);
  if (value) check.setAttribute(name, value);
}

words(asked.get("lang") ?? "").then((found) => {
  document.documentElement.lang = found.lang ?? "en";
  document.title = found.title ?? document.title;
  const heading = document.querySelector("h1");
  if (heading) heading.textContent = document.title;
});

addEventListener("pagehide", () => check.stop());
