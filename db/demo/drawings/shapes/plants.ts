import { branch, plant, type PlantKind } from "../foliage.ts";
import { materials, mix } from "../palette.ts";
import type { Pen, ShapeTable } from "../pen.ts";
import { fern, herb, monstera, oliveTree, snakePlant } from "../potted.ts";
import { d, ellipse, line, path, rect } from "../svg.ts";

/** A round pot with its rim on `top` and its foot on `bottom`. */
function vesselPot(pen: Pen, top: number, bottom: number, half: number, foot: number, belly: number): string {
  const { tone } = pen;
  const ry = half * 0.17;
  const body = d`M${600 - half} ${top}C${600 - half - belly} ${top + (bottom - top) * 0.5} ${
    600 - foot - belly
  } ${bottom - 50} ${600 - foot} ${bottom - 12}A${foot} ${foot * 0.14} 0 0 0 ${600 + foot} ${bottom - 12}C${
    600 + foot + belly
  } ${bottom - 50} ${600 + half + belly} ${top + (bottom - top) * 0.5} ${600 + half} ${top}Z`;
  return pen.surface(body, pen.across()) + ellipse(600, top, half, ry, mix(tone.base, tone.light, 0.6)) +
    ellipse(600, top + 3, half - 14, ry - 7, "#4b382a") +
    line(d`M${600 - half * 0.74} ${top + 60}V${bottom - 70}`, "#fff", 14, 'opacity=".18"');
}

/** The plant of a pot whose earth is at y. */
function grow(
  pen: Pen,
  kind: PlantKind | "olive-tree" | "monstera" | "fern",
  y: number,
  size: number,
): string {
  if (kind === "olive-tree") return oliveTree(pen, 600, y, size * 1.1);
  if (kind === "monstera") return monstera(pen, 600, y, size * 0.95);
  if (kind === "fern") return fern(600, y, size * 0.8);
  return kind === "snake" && pen.options.style ? snakePlant(600, y, size) : plant(pen, kind, 600, y, size);
}

/** Three clay pots of herbs on a tray. */
function herbTrio(pen: Pen): string {
  const pots = [280, 600, 920].map((x, i) =>
    herb(x, 760, 300, i === 1) +
    pen.surface(d`M${x - 120} 750H${x + 120}L${x + 88} 958H${x - 88}Z`, pen.across()) +
    rect(x - 134, 734, 268, 46, 8, pen.across())
  );
  return pen.shadow(610, 1000, 500, 40) + pots.join("") + rect(110, 950, 980, 44, 12, pen.down(pen.wood));
}

/** A plant in its pot. */
export function potPlant(pen: Pen): string {
  const { random } = pen;
  const lot = random.pick(["rubber", "snake", "palm", "olive"]);
  const kind = pen.style(
    ["rubber", "snake", "palm", "olive", "olive-tree", "monstera", "fern", "herbs"],
    lot,
  );
  if (kind === "herbs") return herbTrio(pen);
  const half = random.between(165, 200);
  const top = random.between(720, 760);
  const pot = vesselPot(pen, top, 1000, half, half * random.pick([0.7, 0.84]), random.pick([0, 14]));
  const rim = d`M${600 - half} ${top}A${half} ${half * 0.17} 0 0 0 ${600 + half} ${top}`;
  return pen.shadow(625, 1000, half * 1.6, 42) + pot +
    grow(pen, kind, top + 10, random.between(560, 600)) + line(rim, pen.tone.light, 7, 'opacity=".8"');
}

/** A planter standing on the ground. */
function standingPlanter(pen: Pen, style: "pot" | "block" | "ribbed" | "basket"): string {
  const { random, tone } = pen;
  const green = plant(pen, style === "block" ? "olive" : random.pick(["rubber", "palm"]), 600, 650, 500);
  if (style === "block") {
    const front = "M370 640H830V978Q830 994 814 994H386Q370 994 370 978Z";
    return pen.shadow(630, 1000, 340, 44) + path("M370 640L410 604H790L830 640Z", tone.light) +
      path("M398 634L426 612H774L802 634Z", "#4b382a") + green + pen.surface(front, pen.down()) +
      path(front, pen.gradient([[60, tone.dark, 0], [100, tone.dark, 0.4]], [0, 0], [100, 0]));
  }
  const saucer = style === "pot"
    ? path("M350 958H850L826 996H374Z", pen.across()) +
      ellipse(600, 960, 250, 18, mix(tone.base, tone.light, 0.5))
    : "";
  const pot = vesselPot(
    pen,
    650,
    style === "pot" ? 968 : 1000,
    260,
    style === "pot" ? 190 : 220,
    style === "ribbed" ? 16 : 0,
  );
  let relief = "";
  if (style === "ribbed") {
    for (let i = -6; i <= 6; i++) {
      const x = Math.sin((i / 6.6) * (Math.PI / 2));
      relief += d`M${600 + x * 262} ${700 + (1 - x * x) * 40}Q${600 + x * 280} 860 ${600 + x * 214} ${
        970 + (1 - x * x) * 20
      }`;
    }
  } else if (style === "basket") {
    for (let i = 1; i < 9; i++) {
      const w = 260 - i * 4.5;
      relief += d`M${600 - w} ${660 + i * 36}q${w} 62 ${2 * w} 0`;
    }
  } else relief = "M342 700Q600 792 858 700";
  const handles = style === "basket"
    ? [-1, 1].map((s) =>
      line(d`M${600 + s * 258} 690c${s * 90} -60 ${s * 110} 60 ${s * 6} 96`, tone.dark, 20)
    ).join("")
    : "";
  return pen.shadow(630, 1000, 350, 44) + saucer + handles + pot +
    line(relief, tone.dark, style === "pot" ? 10 : 8, 'opacity=".45"') +
    (style === "basket"
      ? line(
        relief,
        tone.light,
        20,
        'opacity=".4" stroke-dasharray="18 18" stroke-linecap="butt" transform="translate(0 16)"',
      )
      : "") +
    green +
    line("M340 650A260 44 0 0 0 860 650", tone.light, style === "basket" ? 22 : 8, 'opacity=".8"');
}

/** A planter on legs or on the ground, a long trough, or a woven one. */
export function planter(pen: Pen): string {
  const { random, tone, wood } = pen;
  const lot = random.chance(0.4) ? "trough" : "legs";
  const style = pen.style(["trough", "legs", "pot", "block", "ribbed", "basket"], lot);
  if (style === "trough") {
    return pen.shadow(620, 1000, 520, 46) + [0, 1, 2, 3].map((i) =>
      plant(pen, i % 2 === 0 ? "palm" : "snake", 300 + i * 200, 710, i % 2 === 0 ? 330 : 300)
    ).join("") + path("M180 690H1020L990 980Q988 994 970 994H230Q212 994 210 980Z", pen.lit()) +
      pen.surface("M180 690H1020L990 980Q988 994 970 994H230Q212 994 210 980Z", "none") +
      rect(166, 678, 868, 44, 10, pen.down()) + rect(166, 678, 868, 10, 5, tone.light);
  }
  if (style !== "legs") return standingPlanter(pen, style);
  const half = random.between(230, 260);
  const legs = [[-half * 0.8, -half * 0.95], [half * 0.8, half * 0.95]].map(([a = 0, b = 0]) =>
    path(d`M${600 + a - 17} 640h34L${600 + b + 13} 1000h-26Z`, pen.across(wood))
  ).join("");
  const low = path(d`M${600 - 14} 700h28v260h-28Z`, pen.shade(wood));
  const body = d`M${600 - half} 560C${600 - half} 780 ${600 - half * 0.8} 880 600 885S${600 + half} 780 ${
    600 + half
  } 560Z`;
  const straight = d`M${600 - half} 560V830Q${600 - half} 880 ${600 - half + 50} 882H${600 + half - 50}Q${
    600 + half
  } 880 ${600 + half} 830V560Z`;
  return pen.shadow(620, 1000, half * 1.4, 42) + low + plantBehind(pen) +
    pen.surface(random.chance(0.5) ? body : straight, pen.across()) + legs +
    path(d`M${600 - half * 0.86} 800h${half * 1.72}v24h${-half * 1.72}Z`, pen.down(wood)) +
    ellipse(600, 560, half, half * 0.17, mix(tone.base, tone.light, 0.6)) +
    ellipse(600, 563, half - 16, half * 0.17 - 8, "#4b382a") +
    plant(pen, random.pick(["snake", "rubber", "palm"]), 600, 570, 430);
}

function plantBehind(pen: Pen): string {
  return ellipse(600, 890, 150, 14, pen.tone.dark, 'opacity=".25"');
}

/** A planter hanging from the ceiling. */
export function hangingPlanter(pen: Pen): string {
  const { random, tone } = pen;
  const half = random.between(200, 235);
  const top = 560;
  const cord = "#a98a62";
  const body = d`M${600 - half} ${top}C${600 - half} ${top + 200} ${600 - half * 0.5} ${top + 260} 600 ${
    top + 262
  }S${600 + half} ${top + 200} ${600 + half} ${top}Z`;
  const straight = d`M${600 - half} ${top}L${600 - half * 0.74} ${top + 230}Q${600 - half * 0.7} ${
    top + 256
  } ${600 - half * 0.6} ${top + 258}H${600 + half * 0.6}Q${600 + half * 0.7} ${top + 256} ${
    600 + half * 0.74
  } ${top + 230}L${600 + half} ${top}Z`;
  let vines = "";
  for (const [dx, drop] of [[-1.05, 420], [-0.7, 300], [0.72, 360], [1.06, 460]] as const) {
    const x = 600 + dx * half;
    vines += branch([600 + dx * half * 0.7, top], [x + dx * 40, top - 50], [
      x + dx * 16,
      top + drop * random.between(0.85, 1.05),
    ], { count: 12, length: 72, width: 30, tone: materials.leaf, spread: 58 });
  }
  const macrame = pen.style(["macrame", "bowl"], random.chance(0.5) ? "macrame" : "bowl") === "macrame"
    ? line(
      d`M${600 - half} ${top}Q${600 - half * 0.9} ${top + 220} 600 ${top + 300}Q${600 + half * 0.9} ${
        top + 220
      } ${600 + half} ${top}M600 ${top + 20}V${top + 300}`,
      cord,
      9,
    ) + ellipse(600, top + 296, 20, 16, cord) +
      line(d`M600 ${top + 300}l-16 120M600 ${top + 300}v130M600 ${top + 300}l16 122`, cord, 7)
    : "";
  return line(
    d`M600 -700V160M600 160L${600 - half} ${top}M600 160L${600 + half} ${top}M600 160V${top - 20}`,
    cord,
    9,
  ) + ellipse(600, 160, 17, 17, pen.ball(pen.metal)) + plant(pen, "palm", 600, top + 10, 330) +
    pen.surface(pen.options.style || random.chance(0.5) ? body : straight, pen.across()) +
    ellipse(600, top, half, half * 0.13, mix(tone.base, tone.light, 0.6)) +
    ellipse(600, top + 3, half - 14, half * 0.13 - 7, "#4b382a") + macrame + vines;
}

/** The shapes of the plants category. */
export const plants: ShapeTable = {
  "pot-plant": {
    draw: potPlant,
    stage: "floor",
    height: 840,
    width: 600,
    styles: {
      rubber: {},
      snake: {},
      palm: {},
      olive: {},
      "olive-tree": {},
      monstera: {},
      fern: { height: 760 },
      herbs: { stage: "plinth", height: 560, width: 1000 },
    },
  },
  planter: {
    draw: planter,
    stage: "floor",
    height: 840,
    width: 680,
    styles: { trough: { height: 640, width: 900 }, legs: {}, pot: {}, block: {}, ribbed: {}, basket: {} },
  },
  "hanging-planter": {
    draw: hangingPlanter,
    stage: "ceiling",
    height: 900,
    styles: { macrame: {}, bowl: {} },
  },
};
