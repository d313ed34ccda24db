/** That a page is there is told where its server asks for it, and nowhere else. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { stay } from "../../envcheck/web/presence.js";

test("a stream is held where the page says so", () => {
  /** @type {string[]} */
  const asked = [];
  Object.assign(globalThis, {
    EventSource: class {
      /** @param {string} address */
      constructor(address) {
        asked.push(address);
      }
    },
  });
  stay(/** @type {any} */ ({ dataset: {} }));
  assert.deepEqual(asked, []);
  stay(/** @type {any} */ ({ dataset: { here: "web/here" } }));
  assert.deepEqual(asked, ["web/here"]);
});
