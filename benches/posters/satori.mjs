// The same posters by satori (layout, to SVG) and resvg (SVG to PNG), a worker for each thread. `node satori.mjs JOB.json`.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Worker, isMainThread, workerData } from "node:worker_threads";
import { fileURLToPath } from "node:url";

const job = JSON.parse(readFileSync(isMainThread ? process.argv[2] : workerData.job, "utf8"));

const el = (type, style, children, rest = {}) => ({ type, props: { style, children, ...rest } });

function poster({ headline, sub, price }, photo, code) {
  const words = { position: "absolute", left: 72, top: 72, width: 640, height: 486, display: "flex", flexDirection: "column", gap: 24 };
  return el("div", { display: "flex", position: "relative", width: 1200, height: 630, color: "#fffdf7", fontFamily: "Noto Serif SC" }, [
    el("img", { position: "absolute", width: 1200, height: 630, objectFit: "cover" }, undefined, { src: photo, width: 1200, height: 630 }),
    el("div", {
      position: "absolute", left: 0, top: 0, width: 1200, height: 630,
      backgroundImage: "linear-gradient(90deg, rgba(20,16,10,0.88), rgba(20,16,10,0.1))",
    }),
    el("div", words, [
      el("div", { fontSize: 64, fontWeight: 700, lineHeight: 1.3 }, headline),
      el("div", { fontSize: 30 }, sub),
      el("div", { fontSize: 56, fontWeight: 700, color: "#f6c9a0" }, price),
    ]),
    el("img", { position: "absolute", right: 64, bottom: 64, width: 164, height: 164 }, undefined, { src: code, width: 164, height: 164 }),
  ]);
}

async function draw(share) {
  const [{ default: satori }, { Resvg }, { default: QRCode }] =
    await Promise.all([import("satori"), import("@resvg/resvg-js"), import("qrcode")]);
  const fonts = job.fonts.map((file, at) => ({ name: "Noto Serif SC", data: readFileSync(file), weight: [400, 700][at], style: "normal" }));
  for (const one of share) {
    const photo = `data:image/jpeg;base64,${readFileSync(one.photo).toString("base64")}`;
    const code = await QRCode.toDataURL(one.address, { errorCorrectionLevel: "M", margin: 4, scale: 4 });
    const svg = await satori(poster(one, photo, code), { width: 1200, height: 630, fonts });
    const png = new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng();
    writeFileSync(join(job.out, one.file), png);
  }
}

if (isMainThread) {
  const shares = Array.from({ length: job.threads }, (_, at) => job.posters.filter((_, index) => index % job.threads === at));
  const file = fileURLToPath(import.meta.url);
  await Promise.all(shares.map((share) => new Promise((done, fail) => {
    new Worker(file, { workerData: { job: process.argv[2], share } }).on("exit", done).on("error", fail);
  })));
} else {
  await draw(workerData.share);
}
