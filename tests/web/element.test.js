/** The element where there is no page: servers that prepare pages import it, too. */

import assert from "node:assert/strict";
import { test } from "node:test";

test("it is imported where there is neither page nor element, and defines nothing there", async () => {
  assert.equal(globalThis.HTMLElement, undefined);
  const { EnvCheck } = await import("../../envcheck/web/element.js");
  assert.equal(typeof EnvCheck, "function");
});
