import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { Popularity } from "./popularity.ts";

const path = (i: number) => `/fr-fr/p/montre-${i}`;

describe("how often keys are asked for", () => {
  it("counts each key, up to fifteen", () => {
    const popularity = new Popularity();
    for (let asked = 0; asked < 3; asked++) popularity.note("/fr-fr/");
    popularity.note("/fr-ch/");
    expect(["/fr-fr/", "/fr-ch/", "/fr-be/"].map((key) => popularity.of(key))).toEqual([3, 1, 0]);
    for (let asked = 0; asked < 30; asked++) popularity.note("/fr-fr/");
    expect(popularity.of("/fr-fr/")).toBe(15);
  });

  it("tells what many want from what nobody asks for again", () => {
    const popularity = new Popularity();
    for (let asked = 0; asked < 5; asked++) {
      for (let i = 0; i < 100; i++) popularity.note(path(i));
      for (let i = 0; i < 5_000; i++) popularity.note(`/once/${asked}/${i}`);
    }
    const counts = (keys: string[]) => keys.map((key) => popularity.of(key));
    const wanted = counts(Array.from({ length: 100 }, (_, i) => path(i)));
    expect([Math.min(...wanted), wanted.filter((count) => count > 6).length]).toEqual([5, 0]);
    const once = counts(Array.from({ length: 5_000 }, (_, i) => `/once/2/${i}`));
    expect(once.filter((count) => count > 2).length).toBeLessThan(250);
    const never = counts(Array.from({ length: 5_000 }, (_, i) => `/never/${i}`));
    expect(never.filter((count) => count > 1).length).toBeLessThan(250);
  });

  it("halves one key and leaves the others", () => {
    const popularity = new Popularity();
    for (let asked = 0; asked < 15; asked++) for (let i = 0; i < 20; i++) popularity.note(path(i));
    popularity.halve(path(3));
    popularity.halve("/never/");
    expect(Array.from({ length: 20 }, (_, i) => popularity.of(path(i)))).toEqual(
      Array.from({ length: 20 }, (_, i) => i === 3 ? 7 : 15),
    );
    popularity.note(path(3));
    expect([popularity.of(path(3)), popularity.of("/never/")]).toEqual([8, 0]);
  });

  it("forgets in the course of time", () => {
    const popularity = new Popularity();
    for (let asked = 0; asked < 8; asked++) popularity.note("/fr-fr/");
    for (let i = 0; i < 65_536 - 8; i++) popularity.note("/others/");
    expect(popularity.of("/fr-fr/")).toBe(4);
    for (let i = 0; i < 3 * 65_536; i++) popularity.note("/others/");
    expect(popularity.of("/fr-fr/")).toBe(0);
  });
});
