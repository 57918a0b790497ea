import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { readSettings, secretSettings, SettingsError } from "./settings.ts";

const given = (values: Record<string, string>) => (name: string) => values[name];

describe("settings", () => {
  it("have defaults, and are parsed", () => {
    expect(
      readSettings(given({ PORT: "9000", DEMO: "off", PUBLIC_URL: "https://shop.example/" }), [
        "PORT",
        "API_PORT",
        "DEMO",
        "PUBLIC_URL",
      ]),
    )
      .toEqual({ PORT: 9000, API_PORT: 8001, DEMO: false, PUBLIC_URL: "https://shop.example" });
  });
  it("count an empty variable as left out", () => {
    expect(readSettings(given({ PORT: "" }), ["PORT"])).toEqual({ PORT: 8000 });
  });
  it("stop with a sentence that names the variable", () => {
    expect(() => readSettings(given({ PORT: "http" }), ["PORT"])).toThrow(SettingsError);
    expect(() => readSettings(given({ PORT: "http" }), ["PORT"])).toThrow(
      '"http" cannot be used: wanted a port number',
    );
    expect(() => readSettings(given({ DEMO: "yes" }), ["DEMO"])).toThrow(
      'setting DEMO: "yes" cannot be used',
    );
    expect(() => readSettings(given({ CATALOG_URL: "postgres://x" }), ["CATALOG_URL"])).toThrow(
      "begins with file:",
    );
  });
  it("never show a secret", () => {
    expect(() => readSettings(given({ ADMIN_API_KEY: "hunter2" }), ["ADMIN_API_KEY"])).toThrow(
      "setting ADMIN_API_KEY: its value cannot be used: wanted at least 16 characters",
    );
  });

  it("name the services of a process in a list", () => {
    const read = (SERVICES: string) => readSettings(() => SERVICES, ["SERVICES"]).SERVICES;
    expect(read("orders, payments,")).toEqual(new Set(["orders", "payments"]));
    expect(read("")).toBe(undefined);
    expect(() => read("orders,kitchen")).toThrow(
      'setting SERVICES: "orders,kitchen" cannot be used: wanted names among catalog, inventory, orders, payments',
    );
    expect(() => read(" , ")).toThrow(SettingsError);
  });

  it("show no secret, the mail server's address with its password included", () => {
    const bad = "http://shop:mail-password@mail.example";
    expect(() => readSettings(() => bad, ["SMTP_URL"])).toThrow("setting SMTP_URL: its value cannot be used");
    for (
      const name of ["SERVICE_TOKEN", "STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET", "ORDERS_TOKEN"] as const
    ) {
      expect(secretSettings).toContain(name);
    }
  });
});
