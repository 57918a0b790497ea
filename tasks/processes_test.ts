import { join } from "node:path";
import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { SettingsError } from "../commerce/settings.ts";
import { complete } from "./environment.ts";
import { processes, type ProcessName, type Program, programOf, root } from "./processes.ts";

/** What an operator sets for a whole app: every process of it receives all of this (design decision 10). */
const appEnvironment = {
  HOME: Deno.env.get("HOME")!,
  DATA_DIR: "/tmp/comptoir",
  API_URL: "http://api.internal:8001",
  CATALOG_URL: "https://catalog.example",
  CATALOG_TOKEN: "secret-catalog",
  CATALOG_REPLICA_TOKEN: "secret-replica",
  BACKOFFICE_URL: "https://backoffice.example",
  BACKOFFICE_TOKEN: "secret-backoffice",
  INVENTORY_TOKEN: "secret-inventory",
  ORDERS_URL: "libsql://orders.example",
  ORDERS_TOKEN: "secret-orders",
  PAYMENTS_TOKEN: "secret-payments",
  ADMIN_API_KEY: "secret-admin-key-0001",
  SERVICE_TOKEN: "secret-service-token-0001",
  STRIPE_SECRET_KEY: "secret-stripe",
  STRIPE_WEBHOOK_SECRET: "secret-webhook",
  SMTP_URL: "smtps://shop:secret-mail@mail.example",
  UNKNOWN_SECRET: "secret-unknown",
};

const centreOnly = [
  "CATALOG_TOKEN",
  "BACKOFFICE_TOKEN",
  "INVENTORY_TOKEN",
  "ORDERS_TOKEN",
  "PAYMENTS_TOKEN",
  "ADMIN_API_KEY",
  "STRIPE_SECRET_KEY",
  "STRIPE_WEBHOOK_SECRET",
  "SMTP_URL",
  "UNKNOWN_SECRET",
];

describe("what the processes of an edge can learn of the centre", () => {
  let folder: string;
  let probe: string;

  before(async () => {
    folder = await Deno.makeTempDir();
    probe = join(folder, "probe.ts");
    await Deno.writeTextFile(
      probe,
      `const attempts: Record<string, string> = {};
       const attempt = async (name: string, action: () => unknown) => {
         attempts[name] = await Promise.resolve().then(action).then(String, (error) => error.name);
       };
       for (const name of ${JSON.stringify(centreOnly)}) await attempt(name, () => Deno.env.get(name));
       await attempt("all", () => Object.keys(Deno.env.toObject()));
       await attempt("parent", () => Deno.readTextFile("/proc/" + Deno.ppid + "/environ"));
       await attempt("run", () => new Deno.Command("/usr/bin/env").output());
       await attempt("own", () => Deno.env.get("DATA_DIR"));
       console.log(JSON.stringify(attempts));`,
    );
  });

  after(() => Deno.remove(folder, { recursive: true }));

  /** Runs the probe in the place of a process: its flags and, unless another is given, its environment. */
  async function attempts(
    program: Program,
    environment = program.environment,
  ): Promise<Record<string, string>> {
    const { stdout, stderr } = await new Deno.Command(program.command, {
      args: [...program.arguments.slice(0, -1), probe],
      env: { ...environment },
      clearEnv: true,
      cwd: program.folder,
    }).output();
    const decoder = new TextDecoder();
    expect(decoder.decode(stderr)).toBe("");
    return JSON.parse(decoder.decode(stdout));
  }

  for (const name of ["edge", "syncer"] as const) {
    it(`${name} is started without the centre's settings`, async () => {
      const { environment, command } = programOf(name, complete(appEnvironment));
      const { stdout } = await new Deno.Command(command, {
        args: ["eval", "console.log(JSON.stringify(Deno.env.toObject()))"],
        env: { ...environment },
        clearEnv: true,
      }).output();
      const seen: Record<string, string> = JSON.parse(new TextDecoder().decode(stdout));
      for (const secret of centreOnly) expect(seen[secret]).toBe(undefined);
      expect(Object.values(seen).filter((value) => value.includes("secret-")).sort())
        .toEqual(["secret-replica", "secret-service-token-0001"]);
    });

    it(`${name} is refused them even where the environment has them`, async () => {
      const program = programOf(name, complete(appEnvironment));
      const found = await attempts(program, { ...program.environment, ...appEnvironment });
      for (const secret of centreOnly) expect(found[secret]).toBe("NotCapable");
      expect(found).toMatchObject({ parent: "NotCapable", run: "NotCapable", own: "/tmp/comptoir" });
      const own: readonly string[] = processes[name].settings;
      expect(found["all"]!.split(",").filter((variable) => !own.includes(variable))).toEqual([]);
    });
  }
});

describe("the table of processes", () => {
  const flags = (name: ProcessName, environment: Record<string, string>) =>
    programOf(name, complete(environment)).arguments.filter((argument) => argument.startsWith("--allow"));

  it("grants nothing without a bound", () => {
    for (const name of Object.keys(processes) as ProcessName[]) {
      for (const flag of flags(name, appEnvironment)) {
        expect(flag).toMatch(/^--allow-(env|net|read|write|ffi|sys)=./);
      }
    }
  });

  it("lets each process reach what its settings name", () => {
    expect(flags("edge", { ...appEnvironment, HOST: "::", OBJECT_STORE_URL: "https://s3.example:9000/shop" }))
      .toContain("--allow-net=[::]:8000,api.internal:8001,catalog.example:443,s3.example:9000");
    expect(flags("api", appEnvironment))
      .toContain(
        "--allow-net=127.0.0.1:8001,catalog.example:443,backoffice.example:443,orders.example:443," +
          "api.stripe.com:443,mail.example:465",
      );
    expect(
      flags("api", { HOME: "/root", STRIPE_API_BASE: "http://127.0.0.1:8002", ORDERS_API_URL: "http://o:1" }),
    )
      .toContain("--allow-net=127.0.0.1:8001,o:1,127.0.0.1:8002");
    expect(flags("stripe_sandbox", { HOME: "/root", API_URL: "http://127.0.0.1:8001" }))
      .toContain("--allow-net=127.0.0.1:8002,127.0.0.1:8001");
    expect(flags("migrate", { HOME: "/root", DATA_DIR: "/srv/a,b" })).toContain("--allow-write=/srv/a,,b");
    const pictures = { HOME: "/root", DATA_DIR: "/srv/edge", OBJECT_STORE_URL: "file:///srv/objects" };
    expect(flags("edge", pictures)).toContain("--allow-read=dist,/srv/edge,/srv/objects,/srv/edge/media");
    expect(flags("edge", pictures)).toContain("--allow-write=/srv/edge/media,/srv/edge/suspects");
    expect(flags("api", pictures)).toContain("--allow-write=/srv/edge,/srv/objects");
  });

  it("refuses a setting that cannot be used before anything starts", () => {
    expect(() => programOf("edge", { PORT: "many" })).toThrow(SettingsError);
  });

  it("gives a process what its C library is told, whatever the environment says", async () => {
    const { environment, command } = programOf("edge", {
      ...complete(appEnvironment),
      MALLOC_ARENA_MAX: "64",
    });
    expect(environment["MALLOC_ARENA_MAX"]).toBe("1");
    const seen = Object.keys(programOf("syncer", complete(appEnvironment)).environment);
    expect(seen.filter((variable) => variable.startsWith("MALLOC_"))).toEqual([]);
    const flags = programOf("edge", complete(appEnvironment)).arguments
      .filter((argument) => argument.startsWith("--v8-flags="));
    const { success } = await new Deno.Command(command, { args: ["eval", ...flags, "0"] }).output();
    expect([flags.length, success]).toEqual([1, true]);
  });

  it("names programs that exist", () => {
    for (const { entry } of Object.values(processes)) {
      expect(Deno.statSync(join(root, entry)).isFile).toBe(true);
    }
  });
});
