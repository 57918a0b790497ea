import { join } from "node:path";
import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { adminKey } from "./admin_key.ts";

describe("adminKey", () => {
  it("mints a random key into a file of its owner's, and finds it again", async () => {
    const folder = await Deno.makeTempDir();
    const path = join(folder, "admin_api_key");
    const key = await adminKey(path);
    expect(key).toMatch(/^adm_[0-9a-f]{48}$/);
    expect((await Deno.stat(path)).mode! & 0o777).toBe(0o600);
    expect(await adminKey(path)).toBe(key);
    expect([...Deno.readDirSync(folder)].map((entry) => entry.name)).toEqual(["admin_api_key"]);
    await Deno.remove(folder, { recursive: true });
  });

  it("agrees with a rival that starts at the same moment", async () => {
    const folder = await Deno.makeTempDir();
    const keys = await Promise.all(Array.from({ length: 8 }, () => adminKey(join(folder, "admin_api_key"))));
    expect(new Set(keys).size).toBe(1);
    await Deno.remove(folder, { recursive: true });
  });
});
