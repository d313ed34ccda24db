/** What `webpack` does at the command line, without another package for it. */

import { fileURLToPath } from "node:url";

import webpack from "webpack";

const here = fileURLToPath(new URL(".", import.meta.url));
const output = { path: `${here}dist`, filename: "main.js" };

webpack({ mode: "production", context: here, entry: "./main.js", output }, (error, stats) => {
  const wrong = error ?? (stats?.hasErrors() || stats?.hasWarnings() ? stats.toString("errors-warnings") : null);
  if (wrong) throw new Error(String(wrong));
});
