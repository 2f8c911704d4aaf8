// Installs what package-lock.json names, once: later calls return at once. Plain JavaScript, because it runs first.
// Not `npm ci`: it refuses a lock file that was written where other platforms' optional packages are not to be had.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const stamp = `${root}node_modules/.installed`;
const wanted = createHash("sha256")
  .update(readFileSync(`${root}package-lock.json`))
  .digest("hex");

if (installed() !== wanted) {
  process.stderr.write("Installing the packages of package-lock.json …\n");
  const options = { cwd: root, stdio: "inherit", shell: process.platform === "win32" };
  const { status } = spawnSync("npm", ["install", "--no-save", "--no-audit", "--no-fund"], options);
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(stamp, wanted);
}

function installed() {
  try {
    return readFileSync(stamp, "utf8");
  } catch {
    return undefined;
  }
}
