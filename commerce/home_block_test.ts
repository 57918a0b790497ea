import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { homeBlockColumns, readHomeBlock, storedHomeBlock } from "./home_block.ts";

describe("home block", () => {
  it("comes back from its columns as it was stored", () => {
    const block = storedHomeBlock.parse({
      kind: "editorial",
      title: "La table",
      text: "Un mardi.",
      action: "Voir",
      category: "tableware",
      mediaKey: "0123456789abcdef01234567",
    });
    const { kind, content } = homeBlockColumns(block);
    expect(JSON.parse(content).kind).toBeUndefined();
    expect(readHomeBlock(kind, content)).toEqual(block);
  });

  it("has no category and no picture unless it says so", () => {
    expect(readHomeBlock("products", '{"title":"New","source":"new"}')).toEqual({
      kind: "products",
      title: "New",
      text: "",
      source: "new",
      category: null,
    });
  });

  it("is null when its kind or content is unknown", () => {
    for (
      const [kind, content] of [
        ["video", '{"title":"x"}'],
        ["products", '{"title":"x","source":"random"}'],
        ["assurances", '{"items":[]}'],
        ["hero", "null"],
        ["hero", "{"],
        ["hero", '"text"'],
      ] as const
    ) expect(readHomeBlock(kind, content)).toBeNull();
  });
});
