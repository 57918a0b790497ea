/** Words that a query can do without, by primary language, as search folds them (terms.ts). */

const list = (words: string) => new Set(words.split(" "));

/** Articles, prepositions and conjunctions. In texts they are kept: a query made of nothing else still finds them. */
export const stopWords: Readonly<Record<string, ReadonlySet<string>>> = {
  ar: list("من في على الي عن مع و او هذا هذه"),
  de: list("der die das den dem des ein eine einen einem einer und oder mit fur von zu im in am aus auf"),
  en: list("a an the and or of for with in on to from by"),
  es: list("el la los las un una unos unas y o de del para con en al por"),
  fr: list("le la les un une des du de et ou a au aux en pour avec dans sur"),
  it: list("il lo la i gli le un uno una e o di del della dei delle da in con per su al alla"),
  pt: list("o a os as um uma uns umas e ou de do da dos das para com em no na por"),
};

/** Shortened words before an apostrophe: `l'armoire`, `dell'acqua`. */
export const elisions: Readonly<Record<string, RegExp>> = {
  fr: /(?<!\p{L})(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)'/giu,
  it: /(?<!\p{L})(?:[cdlmnstv]|un|all|dall|dell|nell|sull|coll|quell|quest|bell)'/giu,
};
