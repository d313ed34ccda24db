/** The one setting: at which port of this computer the room check listens. */

import { port, setPort } from "./place.js";
import { fill, find, say } from "./words.js";

fill();
const field = /** @type {HTMLInputElement} */ (find("#port"));
field.value = String(port());
find("form").addEventListener("submit", (event) => {
  event.preventDefault();
  const isKept = setPort(field.value);
  field.setAttribute("aria-invalid", String(!isKept));
  find("#said").textContent = say(isKept ? "saved" : "portWrong");
});
