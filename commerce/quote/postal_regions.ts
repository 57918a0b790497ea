/**
 * The region that a postal code lies in, for countries whose taxes differ by region: enough for an estimate by
 * country and postal code. A region that is named goes before it.
 */

/**
 * First three digits of a ZIP code, first and last of each range (USPS, Domestic Mail Manual, L002, 2026). Besides the
 * states those are territories (PR, VI, GU and others, by their ISO 3166-2 codes) and, as the Postal Service calls
 * them, the offices of the armed forces: AA in the Americas, AE in Europe and beyond, AP in the Pacific.
 */
const zipPrefixes =
  `005 NY, 006-007 PR, 008 VI, 009 PR, 010-027 MA, 028-029 RI, 030-038 NH, 039-049 ME, 050-054 VT, 055 MA, 056-059 VT,
  060-069 CT, 070-089 NJ, 090-099 AE, 100-149 NY, 150-196 PA, 197-199 DE, 200 DC, 201 VA, 202-205 DC, 206-219 MD, 220-246 VA,
  247-268 WV, 270-289 NC, 290-299 SC, 300-319 GA, 320-339 FL, 340 AA, 341-349 FL, 350-369 AL, 370-385 TN, 386-397 MS,
  398-399 GA, 400-427 KY, 430-459 OH, 460-479 IN, 480-499 MI, 500-528 IA, 530-549 WI, 550-567 MN, 569 DC,
  570-577 SD, 580-588 ND, 590-599 MT, 600-629 IL, 630-658 MO, 660-679 KS, 680-693 NE, 700-714 LA, 716-729 AR,
  730-732 OK, 733 TX, 734-749 OK, 750-799 TX, 800-816 CO, 820-831 WY, 832-838 ID, 840-847 UT, 850-865 AZ,
  870-884 NM, 885 TX, 889-898 NV, 900-961 CA, 962-966 AP, 967-968 HI, 969 GU, 970-979 OR, 980-994 WA, 995-999 AK`
    .split(",").map((entry) => {
      const [range, state] = entry.trim().split(" ");
      const [first, last] = range!.split("-");
      return { first: Number(first), last: Number(last ?? first), state: state! };
    });

/** Those of another region within these, by whole codes; first and last of each range. */
const islandZips: readonly (readonly [first: string, last: string, region: string])[] = [
  // Fishers Island is served from Connecticut, Alta from Idaho.
  ["06390", "06390", "NY"],
  ["83414", "83414", "WY"],
  ["96799", "96799", "AS"],
  ["96939", "96940", "PW"],
  ["96941", "96944", "FM"],
  ["96950", "96952", "MP"],
  ["96960", "96970", "MH"],
];

/** First letter of a Canadian postal code (Canada Post, Addressing Guidelines, 2026); X is told apart below. */
const canadianLetters: Readonly<Record<string, string>> = {
  ...{ A: "NL", B: "NS", C: "PE", E: "NB", G: "QC", H: "QC", J: "QC", K: "ON", L: "ON", M: "ON", N: "ON" },
  ...{ P: "ON", R: "MB", S: "SK", T: "AB", V: "BC", Y: "YT" },
};

/**
 * @param postalCode in capitals, without spaces.
 * @returns ISO 3166-2 without the country; null where it does not matter or is not known.
 */
export function regionOfPostalCode(country: string, postalCode: string): string | null {
  if (country === "US") return stateOfZip(postalCode);
  if (country === "CA") return provinceOfCode(postalCode);
  if (country === "PT") return islandsOfCode(postalCode);
  return null;
}

/**
 * Postal codes that reach into a second region: the thirteen ZIP codes whose area crosses a state line (Census Bureau,
 * ZIP code tabulation areas of 2010), and the offices of Canada's government on both banks of the Ottawa.
 */
const secondRegions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  US: {
    ...{ "02861": "MA", "42223": "TN", "59221": "ND", "63673": "IL", "71749": "LA", "73949": "TX" },
    ...{ "81137": "NM", "84536": "AZ", "86044": "UT", "86515": "NM", "88063": "TX", "89439": "CA" },
    ...{ "97635": "CA" },
  },
  CA: { K1A: "QC" },
};

/** Whether a postal code reaches into this region besides the one that {@linkcode regionOfPostalCode} tells. */
export function isAlsoIn(country: string, postalCode: string, region: string): boolean {
  const second = Object.hasOwn(secondRegions, country) ? secondRegions[country]! : {};
  const start = country === "US" ? postalCode.slice(0, 5) : postalCode.slice(0, 3);
  return Object.hasOwn(second, start) && second[start] === region;
}

/** Whether the country's postal codes tell its regions: nobody who gives one needs to be asked for the other. */
export function tellsRegion(country: string): boolean {
  return country === "US" || country === "CA" || country === "PT";
}

function stateOfZip(code: string): string | null {
  if (!/^\d{5}(\d{4})?$/.test(code)) return null;
  const zip = code.slice(0, 5);
  const island = islandZips.find(([first, last]) => first <= zip && zip <= last);
  if (island) return island[2];
  const prefix = Number(code.slice(0, 3));
  return zipPrefixes.find(({ first, last }) => first <= prefix && prefix <= last)?.state ?? null;
}

function provinceOfCode(code: string): string | null {
  if (!/^[A-Z]\d[A-Z](\d[A-Z]\d)?$/.test(code)) return null;
  // Nunavut has three of the X codes, the Northwest Territories the others.
  if (code.startsWith("X")) return /^X0[ABC]/.test(code) ? "NU" : "NT";
  return canadianLetters[code[0]!] ?? null;
}

/** Madeira (30) has 9000 to 9399, the Azores (20) the codes above (CTT). */
function islandsOfCode(code: string): string | null {
  if (!/^9\d{3}(\d{3})?$/.test(code)) return null;
  return Number(code.slice(0, 4)) < 9400 ? "30" : "20";
}
