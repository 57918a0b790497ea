import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { h } from "preact";
import { Fragments } from "./fragments.ts";
import { PageEncoder } from "./page_encoder.ts";

describe("fragments", () => {
  it("are rendered once for an object, a name and a locale", () => {
    const encoder = new PageEncoder();
    const fragments = new Fragments(encoder);
    const shown = (marker: string) => new TextDecoder().decode(encoder.encode(encoder.parse(marker)).bytes);
    const [one, other] = [{}, {}];
    const texts = ["a", "b", "c", "d", "e"];
    const make = () => h("p", null, texts.shift());
    const [french, german] = [fragments.in("fr-fr"), fragments.in("de-de")];
    expect([french(one, "menu", make), french(one, "menu", make)].map(shown)).toEqual([
      "<p>a</p>",
      "<p>a</p>",
    ]);
    expect(shown(french(one, "footer", make))).toBe("<p>b</p>");
    expect(shown(german(one, "menu", make))).toBe("<p>c</p>");
    const old = french(one, "menu", make);
    const page = encoder.parse(`<b>${old}</b>`);
    expect(shown(french(other, "menu", make))).toBe("<p>d</p>");
    expect(shown(old)).not.toContain("<p>");
    expect(new TextDecoder().decode(encoder.encode(page).bytes)).toBe("<b><p>a</p></b>");
    fragments.clear();
    expect(shown(french(other, "menu", make))).toBe("<p>e</p>");
  });
});
