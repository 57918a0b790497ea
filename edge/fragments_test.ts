import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { h } from "preact";
import { fragments } from "./fragments.ts";

describe("fragments", () => {
  it("are rendered once for an object and a name", () => {
    const fragment = fragments();
    const [one, other] = [{}, {}];
    const texts = ["a", "b", "c", "d"];
    const make = () => h("p", null, texts.shift());
    expect([fragment(one, "menu", make), fragment(one, "menu", make)]).toEqual(["<p>a</p>", "<p>a</p>"]);
    expect(fragment(one, "footer", make)).toBe("<p>b</p>");
    expect(fragment(other, "menu", make)).toBe("<p>c</p>");
    expect(fragments()(one, "menu", make)).toBe("<p>d</p>");
  });
});
