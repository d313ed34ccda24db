/** What may be kept of a check that is over: its report. */

import { button } from "./controls.js";
import { h } from "./dom.js";
import { summary } from "./summary.js";

/** @typedef {import("./element.js").EnvCheck} EnvCheck */

/**
 * @param {EnvCheck} check
 * @returns {Node[]}
 */
export function actions(check) {
  const { words, keepsake } = check;
  const say = (/** @type {string | undefined} */ text) => check.say(text ?? "");
  /**
   * @param {string} name
   * @param {string | undefined} done what is said where it could be done
   * @param {() => boolean | Promise<boolean>} act
   * @param {string} [remedy] what is said where it could not
   */
  const action = (name, done, act, remedy = words["not-now"]) => {
    const doIt = async () => say((await Promise.resolve().then(act).catch(() => false)) ? done : remedy);
    return button(name, words[name], doIt, { symbol: name === "download" ? "save" : name, disabled: !keepsake?.report });
  };
  return [
    h(
      "div",
      { class: "actions" },
      action("download", words.downloaded, () => download(keepsake?.page)),
      action("print", "", () => print(keepsake?.page), words["print-blocked"]),
      action("copy", words.copied, () => copy(check), words["copy-blocked"]),
    ),
  ];
}

/** @param {Blob | null | undefined} page */
function download(page) {
  if (!page) return false;
  const link = h("a", { href: URL.createObjectURL(page), download: "room-check.html" });
  link.click();
  URL.revokeObjectURL(link.href);
  return true;
}

/** @param {Blob | null | undefined} page */
function print(page) {
  const opened = page && window.open(URL.createObjectURL(page));
  opened?.addEventListener("load", () => opened.print());
  return Boolean(opened);
}

/** @param {EnvCheck} check */
async function copy({ keepsake, words, attestations, confirmed }) {
  if (!keepsake?.report) return false;
  const { at, state, report } = keepsake;
  const known = {
    at,
    product: `${report.provenance.product} ${report.provenance.version}`,
    verdict: state.text,
    strengths: report.strengths,
    findings: report.findings,
    ticked: attestations.filter((one) => confirmed.has(one.name)).map((one) => one.text),
    notAssessed: missing(report),
    gaps: report.gaps,
  };
  const headings = {
    works: words.works ?? "",
    change: words.change ?? "",
    notAssessed: words["not-assessed"] ?? "",
    ticked: words.unseen ?? "",
    tickedHint: words["by-hand"] ?? "",
    advice: words["done-hint"] ?? "",
  };
  await navigator.clipboard.writeText(summary(known, headings, words.lang ?? ""));
  return true;
}

/**
 * What could not be told: all of it where there is nothing else to tell, else without what is missing to nobody.
 * @param {import("./messages.d.ts").ReportMessage} report
 */
const missing = ({ passed, findings, not_assessed: all }) =>
  passed.length || findings.length ? all.filter((one) => !one.is_expected) : all;
