// The ways out of the page: GitHub's issue form, its editor, a file, the clipboard and the phone's own sharing.
"use strict";

import { zip } from "./zip.js";

/** GitHub answers 414 near 8 kB, and a visitor who has to sign in first carries the address encoded once more. */
export const LONGEST_ADDRESS = 7600;

/**
 * @typedef {{kind: string, path: string, title: string, text: string, name: string}} Submission the path below data/, empty for
 *   what is put into another file there; ``name`` is that of a file to send, without its ending
 * @typedef {{repository: string, branch: string}} Target
 */

/** The issue form with everything filled in, or without the text where the address would be too long.
 * @param {Submission} submission @param {Target} target @returns {{address: string, isWhole: boolean}} */
export function issueAddress({ kind, path, title, text }, { repository }) {
  const template = kind === "report" ? "bao-cao.yml" : "lich.yml";
  const asked = { template, title, ...(path ? { tep: path } : {}) };
  return fitting(`${repository.replace(/\/$/, "")}/issues/new`, asked, { "noi-dung": text });
}

/** GitHub's own editor with a new file. @param {Submission} submission @param {Target} target
 * @returns {{address: string, isWhole: boolean}} */
export function editorAddress({ path, text }, { repository, branch }) {
  const start = `${repository.replace(/\/$/, "")}/new/${encodeURIComponent(branch)}`;
  return fitting(start, { filename: `data/${path}` }, { value: text });
}

/** @param {string} start @param {Record<string, string>} asked @param {Record<string, string>} text */
function fitting(start, asked, text) {
  const whole = `${start}?${new URLSearchParams({ ...asked, ...text })}`;
  if (encodeURIComponent(whole).length <= LONGEST_ADDRESS) return { address: whole, isWhole: true };
  return { address: `${start}?${new URLSearchParams(asked)}`, isWhole: false };
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

/** The file to send: everything in its place in one .zip, or the bare text where there is no place of its own.
 * @param {Submission} sent @param {{name: string, blob: Blob}[]} photos @returns {Promise<File>} */
export async function packed(sent, photos) {
  if (!sent.path) return plain(sent);
  const folder = `data/${sent.path.replace(/[^/]+$/, "")}`;
  const files = await Promise.all(photos.map(async ({ name, blob }) => ({ name: folder + name, bytes: await bytesOf(blob) })));
  const whole = zip([{ name: `data/${sent.path}`, bytes: new TextEncoder().encode(sent.text) }, ...files]);
  return new File([whole], `${sent.name}.zip`, { type: "application/zip" });
}

/** @param {Blob} blob */
async function bytesOf(blob) {
  return new Uint8Array(await blob.arrayBuffer());
}

/** The text as a file that phones let through. @param {Submission} sent */
function plain(sent) {
  return new File([sent.text], `${sent.name}.txt`, { type: "text/plain" });
}

/** @param {File} file */
export function download(file) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Say whether this phone shares files; a text serves for the question. @param {Submission} sent @param {boolean} hasPhotos */
export function shareable(sent, hasPhotos) {
  const asked = hasPhotos ? new File([], `${sent.name}.zip`, { type: "application/zip" }) : plain(sent);
  return navigator.canShare?.({ files: [asked] }) ?? false;
}

/** Give the file to the phone's own sharing: without photos as a text, since most phones let no .zip through.
 * @param {File} file @param {Submission} sent @param {boolean} hasPhotos
 * @returns {Promise<boolean | null>} whether it was shared; null where the person turned back */
export async function shared(file, sent, hasPhotos) {
  const files = [hasPhotos ? file : plain(sent)];
  try {
    await navigator.share({ files, title: sent.title });
    return true;
  } catch (error) {
    return error instanceof DOMException && error.name === "AbortError" ? null : false;
  }
}
