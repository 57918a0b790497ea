import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { plainCode } from "./plain_code.ts";

describe("plainCode", () => {
  for (
    const [typed, plain] of [
      ["٢٢٠٠٠", "22000"],
      ["۱۲۳۴۵", "12345"],
      ["１００−０００１", "100-0001"],
      ["〒１００－０００１", "100-0001"],
      ["〒 100-0001", "100-0001"],
      ["＋８１（３）１２３４", "+81(3)1234"],
      ["+٩٦٥ ٢٢٢٢ ٣٣٣٣", "+965 2222 3333"],
      ["sw1a 2aa", "sw1a 2aa"],
      ["01310‑100", "01310-100"],
      ["", ""],
    ] as const
  ) it(`reads "${typed}" as "${plain}"`, () => expect(plainCode(typed)).toBe(plain));

  it("reads the decimal digits of every script", () => {
    for (
      const script of ["arab", "arabext", "beng", "deva", "fullwide", "khmr", "mathbold", "mathmono", "thai"]
    ) {
      const typed = new Intl.NumberFormat(`en-u-nu-${script}`, { useGrouping: false }).format(9876543210);
      expect([script, plainCode(typed)]).toEqual([script, "9876543210"]);
    }
  });
});
