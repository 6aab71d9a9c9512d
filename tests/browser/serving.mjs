// `awning serve` over a copy of a shop that tests may edit: what AWNING and SHOP name, on a free port, at a fixed moment.

import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const PARTS = ["awning.yaml", "content", "assets", "themes"];
const START_LIMIT = 120_000;

/** Why the preview cannot be tested; undefined if it can. */
export const missing = ["AWNING", "SHOP"].filter((name) => !process.env[name]).map((name) => `${name} is not set`)[0];

/** Starts the preview: {origin, port, root, read, write, replace, edit, said(), stop}. */
export async function preview(moment) {
  const root = mkdtempSync(join(tmpdir(), "awning-preview-"));
  for (const part of PARTS) cpSync(join(resolve(process.env.SHOP), part), join(root, part), { recursive: true });
  const program = spawn(resolve(process.env.AWNING), ["serve", "--root", root, "--port", "0", "--at", moment, "--lang", "en"], {
    stdio: ["ignore", "ignore", "pipe"],
    // No terminal, no browser of somebody's own.
    env: { ...process.env, NO_COLOR: "1", BROWSER: "true" },
  });
  let said = "";
  const ended = new Promise((done) => program.once("exit", done).once("error", done));
  const stop = async () => {
    program.kill();
    await ended;
    rmSync(root, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  const port = await new Promise((done, fail) => {
    const late = setTimeout(() => fail(new Error(`no address was said:\n${said}`)), START_LIMIT);
    program.once("error", fail);
    program.once("exit", (code) => fail(new Error(`it ended with ${code}:\n${said}`)));
    program.stderr.setEncoding("utf8").on("data", (text) => {
      said += text;
      const address = /http:\/\/127\.0\.0\.1:(\d+)\//.exec(said);
      if (!address) return;
      clearTimeout(late);
      done(Number(address[1]));
    });
  }).catch(async (error) => {
    await stop();
    throw error;
  });
  const read = (file) => readFileSync(join(root, file), "utf8");
  const write = (file, bytes) => writeFileSync(join(root, file), bytes);
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    root,
    read,
    write,
    /** Puts a copy of one file in the place of another; gives how that is taken back. */
    replace(file, other) {
      const before = readFileSync(join(root, file));
      write(file, readFileSync(join(root, other)));
      return () => write(file, before);
    },
    /** Rewrites a file, which must change by it; gives how that is taken back. */
    edit(file, change) {
      const before = read(file);
      const after = change(before);
      if (after === before) throw new Error(`the edit of ${file} changes nothing`);
      write(file, after);
      return () => write(file, before);
    },
    said: () => said,
    stop,
  };
}
