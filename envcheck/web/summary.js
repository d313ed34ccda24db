/** The check in a few lines of text. */

/** @typedef {import("./element.js").EnvCheck} EnvCheck */

/**
 * The check in a few lines of text.
 * @param {EnvCheck} check
 */
export function summary({ state, words, attestations, confirmed }) {
  const ticked = attestations.filter((one) => confirmed.has(one.name));
  const lines = [
    `${words.title}: ${state.text}`,
    ...state.strengths.map((one) => `+ ${one.message}`),
    ...state.findings.map((one) => `- ${one.message} ${one.advice}`),
    ...ticked.map((one) => `+ ${one.text}`),
    ...state.gaps,
  ];
  return `${lines.join("\n")}\n`;
}
