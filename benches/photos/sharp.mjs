// The same job as awning's, by sharp: each photo is decoded once, turned upright, converted to sRGB and reduced to its
// largest size; the others are reduced from that, as awning does it. `node sharp.mjs JOB.json`.
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import sharp from "sharp";

const job = JSON.parse(await readFile(process.argv[2], "utf8"));
// Photos run side by side, each on one thread: that is sharp's fastest way to use all cores on many of them.
sharp.concurrency(1);
sharp.cache(false);

const endings = { jpeg: "jpg", webp: "webp" };
const options = {
  jpeg: (quality) => ({ quality, chromaSubsampling: "4:2:0", optimiseCoding: true, progressive: false }),
  webp: (quality) => ({ quality, effort: job.effort }),
};

const stamps = new Map();
function stamp({ width, height }) {
  const key = `${width}x${height}`;
  if (!stamps.has(key)) {
    stamps.set(key, sharp(job.faded).resize(width, height, { fit: "fill" }).png({ compressionLevel: 0 }).toBuffer());
  }
  return stamps.get(key);
}

async function one(photo) {
  const stem = basename(photo.file).replace(/\.[^.]+$/, "");
  const largest = photo.sizes.reduce((a, b) => (b.width > a.width ? b : a));
  const whole = await sharp(photo.file)
    .autoOrient()
    .resize(largest.width, largest.height, { fit: "fill" })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  for (const size of photo.sizes) {
    const input = await stamp(size.mark);
    const marked = sharp(whole.data, { raw: whole.info })
      .resize(size.width, size.height, { fit: "fill" })
      .composite([{ input, left: size.mark.left, top: size.mark.top }])
      .removeAlpha();
    for (const { kind, quality } of job.formats) {
      const file = join(job.out, `${stem}-${size.width}.${endings[kind]}`);
      await marked.clone()[kind](options[kind](quality)).toFile(file);
    }
  }
}

const waiting = [...job.photos];
async function work() {
  for (let photo = waiting.shift(); photo; photo = waiting.shift()) await one(photo);
}
await Promise.all(Array.from({ length: job.threads }, work));
