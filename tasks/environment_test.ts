import { resolve } from "node:path";
import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { SettingsError } from "../commerce/settings.ts";
import { complete, isRemoteCatalog } from "./environment.ts";

describe("complete", () => {
  it("reads the API's own file where the catalog is embedded", () => {
    expect(complete({})).toEqual({ DATA_DIR: resolve("data"), CATALOG_REPLICA: resolve("data/catalog.db") });
    expect(complete({ CATALOG_URL: "file:/srv/shop.db", DATA_DIR: "/srv" })["CATALOG_REPLICA"]).toBe(
      "/srv/shop.db",
    );
    expect(complete({ CATALOG_URL: "file:///srv/shop.db" })["CATALOG_REPLICA"]).toBe("/srv/shop.db");
  });

  it("gives a remote catalog a replica of its own", () => {
    expect(complete({ CATALOG_URL: "http://primary:8080", DATA_DIR: "/srv" })["CATALOG_REPLICA"])
      .toBe("/srv/replica/catalog.db");
    expect(complete({ CATALOG_URL: "http://primary:8080", CATALOG_REPLICA: "/fast/r.db" })["CATALOG_REPLICA"])
      .toBe("/fast/r.db");
  });

  it("takes the region from Fly.io where none is set", () => {
    expect(complete({ FLY_REGION: "cdg" })["REGION"]).toBe("cdg");
    expect(complete({ FLY_REGION: "cdg", REGION: "paris" })["REGION"]).toBe("paris");
  });

  it("takes an empty variable as left out and refuses a bad one", () => {
    expect(complete({ DATA_DIR: "", REGION: "" })).toEqual(complete({}));
    expect(() => complete({ CATALOG_URL: "catalog" })).toThrow(SettingsError);
  });
});

describe("isRemoteCatalog", () => {
  it("tells a server from a file", () => {
    expect(["http://p:1", "libsql://p", "file:/x"].map((CATALOG_URL) => isRemoteCatalog({ CATALOG_URL })))
      .toEqual([true, true, false]);
    expect(isRemoteCatalog({})).toBe(false);
  });
});
