/** German words of the generated catalog. */
import { attributeNames, list, pairs, phrases, type Words } from "./words.ts";

export const german: Words = {
  tag: "de",
  kinds: pairs(`Wasserkocher/Wasserkocher | Pfanne/Pfannen | Messer/Messer | Kaffeemaschine/Kaffeemaschinen
    | Teller/Teller | Becher/Becher | Trinkglas/Trinkgläser | Schale/Schalen | Stuhl/Stühle | Tisch/Tische | Regal/Regale
    | Schrank/Schränke | Tischlampe/Tischlampen | Hängelampe/Hängelampen | Laterne/Laternen | Glühbirne/Glühbirnen
    | Decke/Decken | Kissen/Kissen | Handtuch/Handtücher | Vorhang/Vorhänge | Laptop/Laptops | Bildschirm/Bildschirme
    | Kopfhörer/Kopfhörer | Tastatur/Tastaturen | Jacke/Jacken | Hemd/Hemden | Schuhe/Schuhe | Rucksack/Rucksäcke
    | Gießkanne/Gießkannen | Blumentopf/Blumentöpfe | Gartenschlauch/Gartenschläuche | Rasenmäher/Rasenmäher
    | Bohrmaschine/Bohrmaschinen | Hammer/Hämmer | Schraubendreher/Schraubendreher | Säge/Sägen | Seife/Seifen
    | Haarshampoo/Haarshampoos | Parfüm/Parfüms | Haarbürste/Haarbürsten`),
  departments: phrases(
    "Küche | Geschirr | Möbel | Leuchten | Heimtextilien | Elektronik | Mode | Garten | Werkzeug | Körperpflege",
  ),
  uses: phrases(
    `für Kinder | für die Reise | fürs Büro | für draußen | für Profis | für kleine Räume | für Gäste
    | für Einsteiger | für jeden Tag`,
  ),
  praise: phrases(
    `klassisch | modern | praktisch | robust | flexibel | stabil | schnell | schlicht | rustikal | solide
    | langlebig | bequem | nützlich | angenehm | tragbar | faltbar | premium | anpassbar | wasserdicht | einzigartig
    | groß | minimalistisch | ergonomisch | nachhaltig`,
  ),
  attributes: attributeNames(
    `Stil | Charakter | Verwendung | Serie | Energieklasse | Anschluss | Sockel | Stecker
    | Breite | Höhe | Leistung | Geräusch | Garantie | Teile | Spannung | Laufzeit | Temperatur | Inhalt | Bildschirm
    | Packung`,
  ),
  title: "{kind} {brand} {model} {praise}, {material}, {measure}",
  category: "{kind} {use}",
  units: { l: " l", ml: " ml", cm: " cm", in: '"' },
  decimal: ",",
  space: " ",
  stop: ". ",
  glue: list(
    "der die und das mit ein in für den ist von eine zu auf sich im dem aus so auch wie bei es an nicht",
  ),
  common: list(
    `Haus Hand Licht Tag Wasser Holz Zimmer Tisch Zeit Entwurf Farbe Oberfläche Pflege Qualität Gebrauch Leben
    Form Arbeit Küche Raum Morgen Abend Familie Stahl Material Komfort Gewicht Kante Griff Verarbeitung Handwerk Werkstatt
    Hersteller Tradition Einzelheit Gleichgewicht Linie Fuß Bezug Stoff Faden Blatt Stein Garten Winter Sommer Jahreszeit
    Stauraum Ecke Wand Boden Tür Fenster Schublade Schachtel Geschenk Gast Freund Kind Büro Reise Wochenende Mahlzeit
    Kaffee Tee Brot Suppe Feuer Ofen Wärme Kälte Luft Klang Leistung Akku Kabel Knopf Anzeige Taste Werkzeug Schraube
    Klinge Sicherheit Halt Gurt Tasche Naht Ärmel Sohle Spaziergang Regen Sonne Schatten Pflanze Erde Samen Blume Duft
    Haut Haar Öl weich fest sauber leise hell warm schmal tief leicht stark natürlich fein täglich klein breit glatt
    sorgfältig dauerhaft sanft bereit klar gemacht geschnitten gebaut geformt geprüft gewaschen lackiert poliert steht
    hält bewahrt passt öffnet schließt trägt spart bringt gibt macht dreht Holzgriff Stahlrahmen Wandregal Küchentisch`,
  ),
  syllables: [
    list(
      "bach berg blau dorn ell fels gold hain kern licht mond nord ober rein schön stern tal wald wind zier",
    ),
    list("en er el ge ver be an auf"),
    list("halter stück werk heit ung kasten rahmen schale griff platte form band feld ring stab"),
  ],
};
