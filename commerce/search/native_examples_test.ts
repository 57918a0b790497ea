import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { parseQuery } from "./query.ts";
import { termsOf } from "./terms.ts";

/** Whether a text has every word of a query, in one of the ways in which the word can be met. */
function meets(query: string, text: string, language: string): boolean {
  const terms = new Set(termsOf(text, language));
  return parseQuery(query, language).words.every(({ alternatives, ending, head, beginning }) =>
    alternatives.some((each) => each.terms.every((term) => terms.has(term))) ||
    ending !== null && [...terms].some((term) => term.length > ending.length && term.endsWith(ending)) ||
    head !== null && [...terms].some((term) => term.startsWith(head)) ||
    beginning !== null && /^\p{sc=Han}$/u.test(beginning) &&
      [...terms].some((term) => term.startsWith(beginning))
  );
}

/** What people type and what the catalog says. */
const found: Readonly<Record<string, readonly (readonly [query: string, text: string])[]>> = {
  en: [
    ["batteries", "Rechargeable battery AA"],
    ["mug", "Set of two stoneware mugs"],
    ["cushion covers", "Linen cushion cover"],
    ["the lamp for a desk", "Desk lamp with LED"],
    ["tshirt", "Cotton T-shirt"],
    ["t-shirt", "Plain tshirt"],
    ["note book", "Ruled notebook A5"],
    ['17" monitor', "Monitor 43.2 cm"],
    ["17 inch monitor", '17" LED monitor'],
    ["17-inch monitor", "Monitor, 17 in"],
    ["rtx2060", "GeForce RTX 2060"],
    ["rtx 2060", "GeForce RTX2060"],
    ["women's bag", "Womens bag"],
  ],
  fr: [
    ["chaises", "Chaise longue en hêtre"],
    ["hetre", "Table en hêtre massif"],
    ["l'armoire", "Armoire d’été"],
    ["œuf", "Coquetier pour oeufs"],
    ["lampe de chevet", "Lampes pour le chevet"],
    ["ete", "Vêtements d’été"],
    ["canapes", "Canapé d’angle"],
    ["bouteille 75 cl", "Bouteille 0,75 litre"],
    ["1,5 l", "Carafe 150 cl"],
  ],
  de: [
    ["stuhl", "Esszimmerstühle aus Eiche"],
    ["Stühle", "Ein Stuhl für den Flur"],
    ["stuehle", "Stuhl"],
    ["strasse", "Straßenlampe"],
    ["lampe", "Stehlampe"],
    ["tisch eiche", "Esstisch, massive Eiche"],
    ["kissen", "Sofakissen"],
    ["küchentuch", "Kuechentücher aus Leinen"],
    ["17 zoll", "Bildschirm 43 cm"],
    ["teppiche", "Wollteppich"],
    ["vase", "Bodenvase"],
    ["Dosen", "Vorratsdose"],
    ["140x200", "Bettbezug 140 × 200 cm"],
  ],
  es: [
    ["sillas", "Silla de comedor"],
    ["lampara", "Lámpara de pie"],
    ["lámparas", "Lampara de mesa"],
    ["sofa", "Sofá de tres plazas"],
    ["mesas de roble", "Mesa de roble macizo"],
    ["cojines", "Cojín de lino"],
    ["algodon", "Toalla de algodón"],
    ["jabon 500 g", "Jabón líquido 0,5 kg"],
  ],
  it: [
    ["sedie", "Sedia da pranzo"],
    ["lampade", "Lampada da terra"],
    ["l'acqua", "Bottiglia per acqua"],
    ["dell’ingresso", "Tappeto per ingresso"],
    ["tavoli", "Tavolo in rovere"],
    ["citta", "Mappa della città"],
    ["cuscini", "Cuscino di lino"],
    ["caffe", "Tazza da caffè"],
    ["27 pollici", 'Schermo 27"'],
  ],
  pt: [
    ["cadeiras", "Cadeira de jantar"],
    ["almofada", "Almofadas de linho"],
    ["chao", "Luminária de chão"],
    ["coracao", "Caneca coração"],
    ["mesas", "Mesa de centro"],
    ["algodao", "Toalha de algodão"],
    ["lampadas", "Lâmpada LED"],
    ["tapete de la", "Tapetes de lã"],
    ["1,5 litros", "Jarra 1500 ml"],
  ],
  ja: [
    ["椅子", "木製の椅子"],
    ["木の椅子", "木製の椅子"],
    ["ランプ", "フロアランプ"],
    ["ﾗﾝﾌﾟ", "テーブルランプ 照明"],
    ["照明", "間接照明器具"],
    ["明", "照明"],
    ["コーヒーカップ", "白いコーヒーカップ"],
    ["ＬＥＤライト", "LEDライト 昼白色"],
    ["17インチ モニター", "モニター 43 cm"],
    ["500g コーヒー", "コーヒー豆 0.5kg"],
    ["らんぷ", "フロアランプ"],
    ["クッション", "くっしょん"],
    ["いす", "ダイニングイス"],
    ["ナベ", "鉄のなべ"],
  ],
  ar: [
    ["طاولة", "طاولة خشبية"],
    ["الطاولة", "طاولة خشبية"],
    ["طاوله", "الطَّاوِلَة"],
    ["مصباح", "مصباح أرضي"],
    ["المصباح", "مصباح"],
    ["ارضي", "مصباح أرضي"],
    ["كرسي", "الكرسي الخشبي"],
    ["وسادة", "وساده قطنية"],
    ["إضاءة", "اضاءة"],
    ["كراسي", "كرسي خشبي"],
    ["كرسي", "الكراسي"],
    ["وسائد", "وسادة كتان"],
    ["مصابيح", "مصباح أرضي"],
    ["مصباح", "مصابيح"],
    ["أطباق", "طبق عشاء"],
  ],
};

const notFound: Readonly<Record<string, readonly (readonly [query: string, text: string])[]>> = {
  en: [["lamp", "Clamp"], ['17" monitor', "Monitor 24 cm"], ["T-shirt", "Shirt"]],
  fr: [["chat", "Château"]],
  de: [["lampe", "Lamm"], ["uhl", "Stuhl"]],
  es: [["sal", "Salón"]],
  it: [["casa", "Cassa"]],
  pt: [["mesa", "Mestre"]],
  ja: [["子供", "椅子"], ["いす", "アイスクリーム"]],
  ar: [["كتاب", "مصباح"]],
};

for (const [language, pairs] of Object.entries(found)) {
  describe(`search in ${language}`, () => {
    for (const [query, text] of pairs) {
      it(`finds "${text}" by "${query}"`, () => expect(meets(query, text, language)).toBe(true));
    }
    for (const [query, text] of notFound[language]!) {
      it(`does not find "${text}" by "${query}"`, () => expect(meets(query, text, language)).toBe(false));
    }
  });
}
