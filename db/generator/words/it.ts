/** Italian words of the generated catalog. */
import { attributeNames, list, pairs, phrases, type Words } from "./words.ts";

export const italian: Words = {
  tag: "it",
  kinds: pairs(
    `Bollitore/Bollitori | Padella/Padelle | Coltello/Coltelli | Macchina da caffè/Macchine da caffè
    | Piatto/Piatti | Tazza/Tazze | Bicchiere/Bicchieri | Ciotola/Ciotole | Sedia/Sedie | Tavolo/Tavoli
    | Scaffale/Scaffali | Armadio/Armadi | Lampada da tavolo/Lampade da tavolo
    | Lampada a sospensione/Lampade a sospensione | Lanterna/Lanterne | Lampadina/Lampadine | Coperta/Coperte
    | Cuscino/Cuscini | Asciugamano/Asciugamani | Tenda/Tende | Computer portatile/Computer portatili
    | Schermo/Schermi | Cuffie/Cuffie | Tastiera/Tastiere | Giacca/Giacche | Camicia/Camicie | Scarpe/Scarpe
    | Zaino/Zaini | Annaffiatoio/Annaffiatoi | Vaso da fiori/Vasi da fiori
    | Tubo da giardino/Tubi da giardino | Tagliaerba/Tagliaerba | Trapano/Trapani | Martello/Martelli
    | Cacciavite/Cacciaviti | Sega/Seghe | Sapone/Saponi | Shampoo/Shampoo | Profumo/Profumi
    | Spazzola per capelli/Spazzole per capelli`,
  ),
  departments: phrases(
    "Cucina | Stoviglie | Mobili | Illuminazione | Tessili | Elettronica | Moda | Giardino | Attrezzi | Cura del corpo",
  ),
  uses: phrases(
    `per bambini | da viaggio | per l’ufficio | per esterni | per professionisti | per piccoli spazi
    | per gli ospiti | per principianti | per ogni giorno`,
  ),
  praise: phrases(
    `tradizionale | attuale | funzionale | resistente | flessibile | stabile | veloce | semplice | rurale
    | forte | durevole | confortevole | utile | gradevole | portatile | pieghevole | premium | adattabile
    | impermeabile | originale | grande | essenziale | ideale | sostenibile`,
  ),
  attributes: attributeNames(
    `Stile | Carattere | Uso | Serie | Classe energetica | Connessione | Attacco | Spina
    | Larghezza | Altezza | Potenza | Rumore | Garanzia | Pezzi | Tensione | Autonomia | Temperatura | Volume | Diagonale
    | Confezione`,
  ),
  title: "{kind} {praise} {brand} {model}, {material}, {measure}",
  category: "{kind} {use}",
  units: { l: " l", ml: " ml", cm: " cm", in: '"' },
  decimal: ",",
  space: " ",
  stop: ". ",
  glue: list("di e il la che in un per con una del si è le dei da al più come su anche alla lo ma ogni"),
  common: list(
    `casa mano luce giorno acqua legno stanza tavola tempo disegno colore superficie cura qualità uso vita
    forma lavoro cucina spazio mattina sera famiglia acciaio materiale comodità peso bordo manico finitura artigiano
    bottega produttore tradizione dettaglio equilibrio linea base fodera tessuto filo foglia pietra giardino inverno
    estate stagione ordine angolo parete pavimento porta finestra cassetto scatola regalo ospite amico bambino ufficio
    viaggio pasto caffè tè pane zuppa fuoco forno calore freddo aria suono potenza batteria cavo pulsante tasto attrezzo
    vite lama sicurezza presa cinghia tasca cucitura manica suola passeggiata pioggia sole ombra pianta terra seme fiore
    profumo pelle capelli olio morbido saldo pulito silenzioso chiaro caldo sottile profondo facile forte naturale
    quotidiano piccolo largo liscio curato duraturo pronto fatto tagliato costruito provato lavato dipinto lucidato
    piega tiene dura entra apre chiude porta dona rende gira`,
  ),
  syllables: [
    list("bal cor del fio gra lan mar nel pia ros sal ter val zen bru cam fer gio lum mon"),
    list("a e i o u an er in or el"),
    list("etto ella zione ino mento ezza oso ario ante one ura accio iere ile aro"),
  ],
};
