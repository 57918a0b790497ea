import { join } from "node:path";
import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { keptSecret } from "./kept_secret.ts";

describe("keptSecret", () => {
  it("mints a random key into a file of its owner's, and finds it again", async () => {
    const folder = await Deno.makeTempDir();
    const path = join(folder, "admin_api_key");
    const key = await keptSecret(path, "adm");
    expect(key).toMatch(/^adm_[0-9a-f]{48}$/);
    expect((await Deno.stat(path)).mode! & 0o777).toBe(0o600);
    expect(await keptSecret(path, "adm")).toBe(key);
    expect([...Deno.readDirSync(folder)].map((entry) => entry.name)).toEqual(["admin_api_key"]);
    await Deno.remove(folder, { recursive: true });
  });

  it("agrees with a rival that starts at the same moment", async () => {
    const folder = await Deno.makeTempDir();
    const keys = await Promise.all(
      Array.from({ length: 8 }, () => keptSecret(join(folder, "admin_api_key"), "adm")),
    );
    expect(new Set(keys).size).toBe(1);
    await Deno.remove(folder, { recursive: true });
  });
});
