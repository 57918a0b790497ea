/**
 * What browsers may fetch ahead (Speculation Rules; answered by `/assets/speculation.json`, named in the header
 * `Speculation-Rules`). Catalog pages change nothing by being read; pages that belong to a shopper, and addresses
 * that are no pages, are left alone.
 */

const never = {
  or: [
    { href_matches: ["/*/basket*", "/*/checkout*", "/*/markets*", "/*/search*", "/api/*", "/admin*"] },
    // Variants are chosen in place, and facets are many.
    { selector_matches: [".picker__option", "[rel~=nofollow]"] },
  ],
};

/** `moderate`: once a pointer rests on a link, or presses it. Browsers skip it where data or power is saved. */
export const speculationRules = {
  prerender: [{
    where: { and: [{ href_matches: ["/*/p/*", "/*/c/*"] }, { not: never }] },
    eagerness: "moderate",
  }],
  prefetch: [{
    where: { and: [{ href_matches: ["/*/p/*", "/*/c/*", "/*/i/*"] }, { not: never }] },
    eagerness: "moderate",
  }],
};
