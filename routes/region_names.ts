/** Regions by the names that the post of their country writes, whatever the reader's language. */

/** `{country}-{region}` (ISO 3166-2, and the codes of the U.S. Postal Service) → name. */
const names: ReadonlyMap<string, string> = new Map([
  ...list(
    "US",
    `AL Alabama, AK Alaska, AZ Arizona, AR Arkansas, CA California, CO Colorado, CT Connecticut,
    DE Delaware, DC District of Columbia, FL Florida, GA Georgia, HI Hawaii, ID Idaho, IL Illinois, IN Indiana,
    IA Iowa, KS Kansas, KY Kentucky, LA Louisiana, ME Maine, MD Maryland, MA Massachusetts, MI Michigan,
    MN Minnesota, MS Mississippi, MO Missouri, MT Montana, NE Nebraska, NV Nevada, NH New Hampshire, NJ New Jersey,
    NM New Mexico, NY New York, NC North Carolina, ND North Dakota, OH Ohio, OK Oklahoma, OR Oregon,
    PA Pennsylvania, RI Rhode Island, SC South Carolina, SD South Dakota, TN Tennessee, TX Texas, UT Utah,
    VT Vermont, VA Virginia, WA Washington, WV West Virginia, WI Wisconsin, WY Wyoming, AA Armed Forces Americas,
    AE Armed Forces Europe, AP Armed Forces Pacific, AS American Samoa, FM Micronesia, GU Guam, MH Marshall Islands,
    MP Northern Mariana Islands, PR Puerto Rico, PW Palau, VI U.S. Virgin Islands`,
  ),
  ...list(
    "CA",
    `AB Alberta, BC British Columbia, MB Manitoba, NB New Brunswick, NL Newfoundland and Labrador,
    NS Nova Scotia, NT Northwest Territories, NU Nunavut, ON Ontario, PE Prince Edward Island, QC Québec,
    SK Saskatchewan, YT Yukon`,
  ),
  ...list(
    "AU",
    `ACT Australian Capital Territory, NSW New South Wales, NT Northern Territory, QLD Queensland,
    SA South Australia, TAS Tasmania, VIC Victoria, WA Western Australia`,
  ),
  ...list(
    "BR",
    `AC Acre, AL Alagoas, AM Amazonas, AP Amapá, BA Bahia, CE Ceará, DF Distrito Federal,
    ES Espírito Santo, GO Goiás, MA Maranhão, MG Minas Gerais, MS Mato Grosso do Sul, MT Mato Grosso, PA Pará,
    PB Paraíba, PE Pernambuco, PI Piauí, PR Paraná, RJ Rio de Janeiro, RN Rio Grande do Norte, RO Rondônia,
    RR Roraima, RS Rio Grande do Sul, SC Santa Catarina, SE Sergipe, SP São Paulo, TO Tocantins`,
  ),
  ...list(
    "IN",
    `AN Andaman and Nicobar Islands, AP Andhra Pradesh, AR Arunachal Pradesh, AS Assam, BR Bihar,
    CG Chhattisgarh, CH Chandigarh, DH Dadra and Nagar Haveli and Daman and Diu, DL Delhi, GA Goa, GJ Gujarat,
    HP Himachal Pradesh, HR Haryana, JH Jharkhand, JK Jammu and Kashmir, KA Karnataka, KL Kerala, LA Ladakh,
    LD Lakshadweep, MH Maharashtra, ML Meghalaya, MN Manipur, MP Madhya Pradesh, MZ Mizoram, NL Nagaland, OD Odisha,
    PB Punjab, PY Puducherry, RJ Rajasthan, SK Sikkim, TN Tamil Nadu, TR Tripura, TS Telangana, UK Uttarakhand,
    UP Uttar Pradesh, WB West Bengal`,
  ),
  ...list("PT", "20 Açores, 30 Madeira"),
]);

/**
 * A region's name: `regionName("CA", "QC")` is `Québec`.
 *
 * @param region ISO 3166-2 without the country; an unknown code is its own name.
 */
export function regionName(country: string, region: string): string {
  return names.get(`${country}-${region}`) ?? region;
}

function list(country: string, entries: string): [string, string][] {
  return entries.split(",").map((entry) => {
    const [code, ...words] = entry.trim().split(/\s+/);
    return [`${country}-${code}`, words.join(" ")];
  });
}
