import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { addressForm, addressLines } from "./address_form.ts";

/** The fields, those that may be left out in brackets. */
function fields(country: string, language: string): string {
  return addressForm(country, language).fields.map(({ name, required }) => required ? name : `(${name})`)
    .join(
      " ",
    );
}

describe("the form of an address", () => {
  const forms = [
    ["FR", "fr", "name line1 (line2) postalCode city (phone)"],
    ["US", "en", "name line1 (line2) city region postalCode (phone)"],
    ["GB", "en", "name line1 (line2) city postalCode (phone)"],
    ["ES", "es", "name line1 (line2) postalCode city region (phone)"],
    ["IE", "en", "name line1 (line2) city (region) (postalCode) (phone)"],
    ["BR", "pt", "name line1 (line2) city region postalCode (phone)"],
    ["KW", "ar", "name line1 (line2) (postalCode) city (phone)"],
    ["AE", "ar", "name line1 (line2) city region (phone)"],
    ["JP", "ja", "name postalCode region city line1 (line2) (phone)"],
    ["JP", "en", "name line1 (line2) city region postalCode (phone)"],
    ["ZZ", "en", "name line1 (line2) city (postalCode) (phone)"],
  ] as const;
  for (const [country, language, wanted] of forms) {
    it(`in ${country} for readers of ${language}`, () => {
      expect(fields(country, language)).toBe(wanted);
    });
  }

  it("names regions in a script that can be read", () => {
    const first = (country: string, language: string) => addressForm(country, language).regions[0];
    expect(first("JP", "ja")).toEqual({ code: "01", name: "北海道" });
    expect(first("JP", "en")).toEqual({ code: "01", name: "Hokkaido" });
    expect(first("AE", "ar")).toEqual({ code: "AZ", name: "أبو ظبي" });
    expect(first("AE", "en")).toEqual({ code: "AZ", name: "Abu Dhabi" });
    expect(first("US", "en")).toEqual({ code: "AL", name: "Alabama" });
  });

  it("does not ask for regions that have no codes", () => {
    expect(addressForm("TW", "zh").regions).toEqual([]);
    expect(fields("TW", "zh")).not.toContain("region");
  });
});

describe("the lines of an address", () => {
  const cases = [
    ["FR", "fr", { postalCode: "69002", city: "Lyon" }, ["Ada L.", "1 rue", "bât. B", "69002 Lyon"]],
    ["CH", "de", { postalCode: "8001", city: "Zürich" }, ["Ada L.", "1 rue", "bât. B", "CH-8001 Zürich"]],
    ["US", "en", { postalCode: "94103", city: "San Francisco", region: "CA" }, [
      "Ada L.",
      "1 rue",
      "bât. B",
      "San Francisco, California 94103",
    ]],
    ["JP", "ja", { postalCode: "150-0001", city: "渋谷区", region: "13" }, [
      "〒150-0001",
      "東京都渋谷区",
      "1 rue",
      "bât. B",
      "Ada L.",
    ]],
    ["AE", "en", { city: "Deira", region: "DU" }, ["Ada L.", "1 rue", "bât. B", "Deira", "Dubai"]],
    ["MC", "fr", { city: "Monaco" }, ["Ada L.", "1 rue", "bât. B", "Monaco"]],
    ["ZZ", "fr", { city: "Nowhere" }, ["Ada L.", "1 rue", "bât. B", "Nowhere"]],
  ] as const;
  for (const [country, language, more, wanted] of cases) {
    it(`in ${country}, in ${language}`, () => {
      expect(addressLines({ name: "Ada L.", line1: "1 rue", line2: "bât. B", country, ...more }, language))
        .toEqual(wanted);
    });
  }
});
