// What the check says: beside each box, and once more in a list above the ways of sending.
"use strict";

import { CONTROLS, make } from "./controls.js";

/**
 * @typedef {import("./check.js").Problem} Problem
 * @typedef {{problem: Problem, target: HTMLElement}} Marked
 * @typedef {(name: string, values?: Record<string, unknown>) => string} Say
 */

/** Put each sentence below the box it is about. @param {Problem[]} problems @param {HTMLElement} form
 * @param {(problem: Problem) => HTMLElement} targetOf @param {(problem: Problem) => string} sentence @returns {Marked[]} */
export function mark(problems, form, targetOf, sentence) {
  unmark(form);
  return problems.map((problem, at) => {
    const target = targetOf(problem);
    const isError = problem.severity === "error";
    const words = make("p", { className: isError ? "tb-wrong" : "tb-doubt", id: `tb-p-${at}` }, sentence(problem));
    if (target.matches(CONTROLS)) {
      if (isError) target.setAttribute("aria-invalid", "true");
      target.setAttribute("aria-describedby", [target.getAttribute("aria-describedby"), words.id].filter(Boolean).join(" "));
      (target.closest(".tb-form__row") ?? target).append(words);
    } else target.prepend(words);
    return { problem, target };
  });
}

/** @param {HTMLElement} form */
export function unmark(form) {
  for (const element of form.querySelectorAll(".tb-wrong, .tb-doubt")) element.remove();
  for (const element of form.querySelectorAll("[aria-describedby*=tb-p-]")) {
    element.removeAttribute("aria-invalid");
    const told = (element.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => !id.startsWith("tb-p-"));
    if (told.length) element.setAttribute("aria-describedby", told.join(" "));
    else element.removeAttribute("aria-describedby");
  }
}

/** Open what hides a box, and go there. @param {HTMLElement} target */
function show(target) {
  for (let above = target.closest("details"); above; above = above.parentElement?.closest("details") ?? null) above.open = true;
  const inside = target.querySelectorAll(`summary, ${CONTROLS}`);
  const seen = [...inside].find((each) => /** @type {HTMLElement} */ (each).offsetParent !== null);
  const control = target.matches(CONTROLS) ? target : /** @type {HTMLElement} */ (seen ?? target);
  control.focus();
  control.scrollIntoView({ block: "center" });
}

/** The hamlet and the box that a problem is about, as the page names them. @param {Marked} marked */
function where({ problem, target }) {
  const titles = [];
  for (let above = target.closest("[data-title]"); above; above = above.parentElement?.closest("[data-title]") ?? null) {
    const isOnlyDay = !above.parentElement?.closest("[data-title]") && above.parentElement?.children.length === 1;
    if (!isOnlyDay) titles.unshift(/** @type {HTMLElement} */ (above).dataset.title);
  }
  const words = problem.label.split(" › ").at(-1) ?? "";
  return [...titles.slice(-2), ...(target.matches(CONTROLS) && words ? [words] : [])].join(" › ") || words;
}

/** @param {HTMLElement} summary @param {Marked[]} marked @param {(problem: Problem) => string} sentence @param {Say} say
 * @param {string} sound what is said where nothing is wrong */
export function summarise(summary, marked, sentence, say, sound) {
  const lines = (/** @type {Marked[]} */ found) =>
    make("ul", {}, ...found.map((each) => {
      const link = make("a", { href: "#tb-form" }, where(each) || say("whole_form"));
      link.addEventListener("click", (event) => {
        event.preventDefault();
        show(each.target);
      });
      return make("li", {}, link, `: ${sentence(each.problem)}`);
    }));
  const errors = marked.filter(({ problem }) => problem.severity === "error");
  const warnings = marked.filter(({ problem }) => problem.severity !== "error");
  summary.replaceChildren(
    make("h2", {}, say(errors.length ? "title_wrong" : "title_sound")),
    ...(errors.length ? [make("p", {}, say("errors", { errors: errors.length })), lines(errors)] : [make("p", {}, sound)]),
    ...(warnings.length ? [make("p", {}, say("warnings", { warnings: warnings.length })), lines(warnings)] : []),
  );
  summary.dataset.state = errors.length ? "wrong" : "sound";
  summary.hidden = false;
  summary.focus();
  summary.scrollIntoView({ block: "start" });
}
