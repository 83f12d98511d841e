// A photo drawn anew from its pixels: small enough to send, and without the place where it was taken.
"use strict";

const SIDE = 1600;
const MOST_BYTES = 400 * 1024;
const QUALITIES = [0.85, 0.75, 0.65, 0.5, 0.35];

/** @param {File} file @returns {Promise<Blob>} a JPEG; rejects what is no picture */
export async function shrunk(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  for (let side = SIDE; ; side = Math.round(side * 0.7)) {
    const scale = Math.min(1, side / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d")).drawImage(picture, 0, 0, canvas.width, canvas.height);
    for (const quality of QUALITIES) {
      const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));
      if (blob && blob.size <= MOST_BYTES) return blob;
    }
  }
}
