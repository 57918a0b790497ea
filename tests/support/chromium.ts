/** Finds a Chromium for the tests and benchmarks that need a real browser. */

/** Where packages and installers put it. */
const usualPlaces = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/snap/bin/chromium",
  "/opt/google/chrome/chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/**
 * The path of a Chromium: `CHROMIUM_PATH`, one of the usual places, or Debian's, which is installed where this
 * process is root on a system with apt.
 *
 * @throws {Error} saying what to install or set.
 */
export async function findChromium(): Promise<string> {
  const given = Deno.env.get("CHROMIUM_PATH");
  if (given) {
    if (await exists(given)) return given;
    throw new Error(
      `setting CHROMIUM_PATH: "${given}" cannot be used: wanted the path of a Chromium or Chrome`,
    );
  }
  return await firstExisting() ?? await install();
}

async function install(): Promise<string> {
  if (Deno.build.os === "linux" && Deno.uid() === 0 && await exists("/usr/bin/apt-get")) {
    await run("apt-get", "update", "--quiet");
    await run(
      "apt-get",
      "install",
      "--quiet",
      "--yes",
      "--no-install-recommends",
      "chromium",
      "fonts-dejavu-core",
    );
    const found = await firstExisting();
    if (found) return found;
  }
  throw new Error(
    "cannot find a browser: install Chromium (Debian: apt-get install chromium) or set CHROMIUM_PATH to one",
  );
}

/** Failures are left to the look that follows: the sentence at the end says what to do. */
async function run(program: string, ...args: string[]): Promise<void> {
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await new Deno.Command(program, { args, env, stdout: "null", stderr: "null" }).output().catch(() => null);
}

async function firstExisting(): Promise<string | null> {
  for (const path of usualPlaces) if (await exists(path)) return path;
  return null;
}

function exists(path: string): Promise<boolean> {
  return Deno.stat(path).then(({ isFile }) => isFile, () => false);
}
