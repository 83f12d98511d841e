// The ways out of the page: GitHub's issue form, its editor, a .zip, the clipboard and the phone's own sharing.
"use strict";

/** GitHub answers 414 near 8 kB, and a visitor who has to sign in first carries the address encoded once more. */
export const LONGEST_ADDRESS = 7600;

/**
 * @typedef {{kind: string, path: string, title: string, text: string}} Submission
 * @typedef {{repository: string, branch: string}} Target
 */

/** The issue form with everything filled in, or without the text where the address would be too long.
 * @param {Submission} submission @param {Target} target @returns {{address: string, isWhole: boolean}} */
export function issueAddress({ kind, path, title, text }, { repository }) {
  const template = kind === "report" ? "bao-cao.yml" : "lich.yml";
  const start = `${repository.replace(/\/$/, "")}/issues/new?`;
  const whole = start + new URLSearchParams({ template, title, tep: path, "noi-dung": text });
  if (encodeURIComponent(whole).length <= LONGEST_ADDRESS) return { address: whole, isWhole: true };
  return { address: start + new URLSearchParams({ template, title, tep: path }), isWhole: false };
}

/** GitHub's own editor with a new file. @param {Submission} submission @param {Target} target */
export function editorAddress({ path, text }, { repository, branch }) {
  const start = `${repository.replace(/\/$/, "")}/new/${encodeURIComponent(branch)}?`;
  const whole = start + new URLSearchParams({ filename: `data/${path}`, value: text });
  return encodeURIComponent(whole).length <= LONGEST_ADDRESS ? whole : start + new URLSearchParams({ filename: `data/${path}` });
}

/** @param {string} text @returns {Promise<boolean>} whether the clipboard took it */
export async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** @param {Blob} blob @param {string} name */
export function download(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** @param {File} file @param {string} title @returns {Promise<boolean>} whether the phone could share it */
export async function shared(file, title) {
  if (!navigator.canShare?.({ files: [file] })) return false;
  try {
    await navigator.share({ files: [file], title });
    return true;
  } catch (error) {
    return error instanceof DOMException && error.name === "AbortError";
  }
}
