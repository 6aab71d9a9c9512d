// What is wrong or doubtful, file by file.

import { element } from "./elements.js";
import { problemItem } from "./overlay.js";
import { choice, drawPart } from "./sheets-list.js";

const FILES = 60;
const SEVERITIES = ["error", "warning", "note"];
const kept = { severity: "" };

const fileOf = (say) => ([file, problems]) =>
  element("article", { className: "file-problems" }, element("h3", {}, file || "—", element("span", { className: "total" }, String(problems.length))), element("ol", { className: "problems-list" }, ...problems.map((problem) => problemItem(problem, say))));

export const problems = {
  name: "problems",
  reads: ["problems"],
  draw(body, sheets, say) {
    const count = (severity) => sheets.problems.filter((problem) => problem.severity === severity).length;
    const list = element("div");
    const after = element("div");
    const show = () => {
      const groups = new Map();
      for (const problem of sheets.problems) {
        if (kept.severity && problem.severity !== kept.severity) continue;
        groups.set(problem.file, [...(groups.get(problem.file) ?? []), problem]);
      }
      // Files with errors come first.
      const worst = ([, found]) => Math.min(...found.map(({ severity }) => SEVERITIES.indexOf(severity)));
      after.replaceChildren(drawPart(list, [...groups].sort((a, b) => worst(a) - worst(b)), fileOf(say), say, FILES));
    };
    const options = SEVERITIES.filter(count).map((severity) => [severity, `${say(severity)} (${count(severity)})`]);
    const filters = element("div", { className: "filters" }, choice(say("severity"), options, kept, "severity", say, show));
    show();
    body.replaceChildren(filters, list, after);
  },
};
