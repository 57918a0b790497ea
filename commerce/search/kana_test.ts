import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { edgePairFor, edgePairsOf, foldKana } from "./kana.ts";

describe("foldKana", () => {
  it("makes hiragana katakana, and leaves everything else", () => {
    expect(foldKana("らんぷ")).toBe("ランプ");
    expect(foldKana("らーめん 椅子 ヴaゝ")).toBe("ラーメン 椅子 ヴaヽ");
  });
});

describe("edge pairs", () => {
  it("are the first and last two syllables of each stretch of one script", () => {
    expect(edgePairsOf("白いイスです")).toEqual(["^イス", "^デス"]);
    expect(edgePairsOf("ダイニングイス")).toEqual(["^ダイ", "^イス"]);
    expect(edgePairsOf("アイスクリーム")).toEqual(["^アイ", "^ーム"]);
    expect(edgePairsOf("椅子の脚")).toEqual([]);
  });
  it("are sought for words of two syllables only", () => {
    expect([edgePairFor("いす"), edgePairFor("イス")]).toEqual(["^イス", "^イス"]);
    for (const text of ["いスを", "椅子", "イ", "", "いス"]) expect(edgePairFor(text)).toBeNull();
  });
});
