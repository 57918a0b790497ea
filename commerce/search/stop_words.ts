/** Words that a query can do without, by primary language, as search folds them (terms.ts). */
import { primaryLanguage } from "./word_forms.ts";

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

/**
 * Pronouns and verbs that descriptions are full of and nobody searches for: no typed word was meant to be one of them,
 * nor one of the {@linkcode stopWords}. A query that has them keeps them: `it` may be IT.
 */
const fillers: Readonly<Record<string, ReadonlySet<string>>> = {
  ar: list("هو هي ان او كل ما لا لم التي الذي ذلك تلك بين بعد قبل عند كما حتي"),
  de: list(
    "ihr ihre ihrem ihren ihrer ihres sein seine seinem seinen seiner er sie es wir man sich ist sind war wird werden hat haben kann bei nach uber unter vor durch ohne um an auch als wie so nur noch nicht kein keine dass wenn bis dieser diese dieses jeder jede jedes alle beim vom zur zum ins ihn ihm",
  ),
  en: list(
    "it its is are was were be been has have had can will would you your we our they their them he she his her this that these those as at but not no so if than then into over out up off all any each more most when where which who while only also very one us do does",
  ),
  es: list(
    "es son fue ser esta este esto estos estas ese esa su sus se lo le les que como mas muy no si sin sobre entre desde hasta hay ha han pero cada todo toda todos todas cuando donde tu tus nos mi ya e u",
  ),
  fr: list(
    "il elle ils elles on nous vous je tu se sa son ses ce cet cette ces est sont etre ete qui que dont plus tres sans sous par mais si ne pas tout toute tous toutes chaque leur leurs votre vos notre nos y entre comme meme ou lui aussi vers chez",
  ),
  it: list(
    "e sono essere che chi si ci ne suo sua suoi sue questo questa questi queste quello piu molto senza sotto sopra tra fra ma se non anche come ogni tutto tutta tutti tutte nel nella nei nelle sul sulla dal dalla ai agli alle loro ha hanno lo",
  ),
  pt: list(
    "e sao ser foi que se seu sua seus suas este esta estes estas esse essa isto no na nos nas mais muito sem sob sobre entre ate mas nao cada todo toda todos todas como quando onde ao aos pelo pela ha tem",
  ),
};

/** Whether a folded word says nothing that anybody could search for. */
export function saysNothing(folded: string, language: string): boolean {
  const primary = primaryLanguage(language);
  return stopWords[primary]?.has(folded) === true || fillers[primary]?.has(folded) === true;
}

/** Shortened words before an apostrophe: `l'armoire`, `dell'acqua`. */
export const elisions: Readonly<Record<string, RegExp>> = {
  fr: /(?<!\p{L})(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)'/giu,
  it: /(?<!\p{L})(?:[cdlmnstv]|un|all|dall|dell|nell|sull|coll|quell|quest|bell)'/giu,
};
