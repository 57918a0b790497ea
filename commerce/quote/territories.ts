/**
 * Parts of countries that are taxed otherwise than the rest, as people address them: the country's name and a postal
 * code, or a region, that tells. What lies outside the country's tax area is exported to.
 */

/** A part of a country with a tax area, or rates, of its own. */
export interface Territory {
  /** ISO 3166-1 alpha-2, as addresses say. */
  readonly country: string;
  /** Matches its postal codes in their canonical form, and no others. */
  readonly postalCodes: RegExp;
  /** ISO 3166-2 without the country: whoever names one of these means it. */
  readonly regions: readonly string[];
  /** Regions that it is a part of: named with its postal code they are right, alone they do not mean it. */
  readonly within: readonly string[];
  /** The region whose rates hold; null: it is outside the tax area. */
  readonly ratesOf: string | null;
}

function outside(
  country: string,
  postalCodes: RegExp,
  regions: readonly string[],
  within: readonly string[] = [],
): Territory {
  return { country, postalCodes, regions, within, ratesOf: null };
}

function withRates(country: string, postalCodes: RegExp, region: string): Territory {
  return { country, postalCodes, regions: [region], within: [], ratesOf: region };
}

/**
 * For the EU Directive 2006/112/EC, articles 5 to 7. San Marino and the Vatican are states, and Jersey, Guernsey,
 * Greenland countries of their own, but mail goes there through their neighbours' posts, and many write those'
 * names. Man, which is British to its VAT, is none of these.
 */
const territories: readonly Territory[] = [
  // A New Tax System (Goods and Services Tax) Act 1999, section 195-1: the indirect tax zone has no external territory.
  outside("AU", /^2899$/, ["NF"], ["NSW"]),
  outside("AU", /^6798$/, ["CX"], ["WA"]),
  outside("AU", /^6799$/, ["CC"], ["WA"]),
  // Samnaun: Swiss VAT Act (SR 641.20), article 4: goods that go there leave the country.
  outside("CH", /^756[23]$/, [], ["GR"]),
  // Helgoland; Büsingen.
  outside("DE", /^27498$/, [], ["SH"]),
  outside("DE", /^78266$/, [], ["BW"]),
  // Greenland, which has the codes from 3900 on of the Danish ones.
  outside("DK", /^39/, ["GL"]),
  // Canary Islands; Ceuta; Melilla.
  outside("ES", /^35/, ["GC"], ["CN"]),
  outside("ES", /^38/, ["TF"], ["CN"]),
  outside("ES", /^(35|38)/, ["CN"]),
  outside("ES", /^51/, ["CE"]),
  outside("ES", /^52/, ["ML"]),
  // Åland.
  outside("FI", /^22/, ["01"]),
  // Overseas departments, with Saint-Barthélemy and Saint-Martin among Guadeloupe's codes; collectivities. 980 is Monaco.
  outside("FR", /^971/, ["971", "GP", "BL", "MF"]),
  outside("FR", /^972/, ["972", "MQ"]),
  outside("FR", /^973/, ["973", "GF"]),
  outside("FR", /^974/, ["974", "RE"]),
  outside("FR", /^976/, ["976", "YT"]),
  outside("FR", /^975/, ["PM"]),
  outside("FR", /^97[789]/, ["BL", "MF"]),
  outside("FR", /^984/, ["TF"]),
  outside("FR", /^986/, ["WF"]),
  outside("FR", /^98[57]/, ["PF"]),
  outside("FR", /^988/, ["NC"]),
  // Jersey and Guernsey (Value Added Tax Act 1994, section 96: the United Kingdom has no Channel Islands).
  outside("GB", /^JE/, ["JE", "JSY"]),
  outside("GB", /^GY/, ["GG", "GSY"]),
  // Mount Athos.
  outside("GR", /^6308[67]$/, ["69"]),
  // Livigno; Campione d'Italia; San Marino; the Vatican.
  outside("IT", /^23041$/, [], ["SO", "25"]),
  outside("IT", /^22061$/, [], ["CO", "25"]),
  outside("IT", /^4789\d$/, ["SM"]),
  outside("IT", /^00120$/, [], ["RM", "62"]),
  // Svalbard and Jan Mayen (Value Added Tax Act of 2009, section 1-2).
  outside("NO", /^917\d$/, ["21"]),
  outside("NO", /^8099$/, ["22"]),
  // The Azores; Madeira.
  withRates("PT", /^9[4-9]/, "20"),
  withRates("PT", /^9[0-3]/, "30"),
];

const byCountry: ReadonlyMap<string, readonly Territory[]> = Map.groupBy(
  territories,
  ({ country }) => country,
);

/** The territories of a country. */
export function territoriesOf(country: string): readonly Territory[] {
  return byCountry.get(country) ?? [];
}
