/** The shop's own name: the wordmark, the end of every title. */
export const shopName = "Comptoir";
