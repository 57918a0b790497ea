import { mix, palette } from "../palette.ts";
import type { Pen, ShapeTable } from "../pen.ts";
import { books, bookStack, filling, vessel } from "../shelf_goods.ts";
import { plant } from "../foliage.ts";
import { d, ellipse, line, path, rect } from "../svg.ts";

/** A leaning ladder whose shelves grow deeper towards the floor. */
function ladderShelf(pen: Pen): string {
  const { tone } = pen;
  const { metal } = pen.like({ material: "steel" });
  let out = pen.shadow(610, 1000, 360, 40) +
    line("M390 130L330 1000M810 130L870 1000", metal.dark, 22) +
    line("M386 130L326 996M806 130L866 996", metal.light, 6);
  for (let i = 0; i < 5; i++) {
    const y = 300 + i * 164;
    const half = 224 + i * 11;
    const deep = 14 + i * 9;
    out += path(
      d`M${600 - half} ${y}H${600 + half}L${600 + half - deep} ${y - deep}H${600 - half + deep}Z`,
      tone.light,
    ) +
      filling(pen, 600 - half + 10, y, half * 2 - 20, 130) +
      pen.surface(d`M${600 - half} ${y}H${600 + half}v${16 + i * 2}H${600 - half}Z`, pen.down());
  }
  return out;
}

/** A shelf for books: tall, low, open at the back, or a leaning ladder. */
export function bookcase(pen: Pen): string {
  const { random, tone } = pen;
  const style = pen.style(["tall", "low", "open", "ladder"], "tall");
  if (style === "ladder") return ladderShelf(pen);
  const low = style === "low";
  const w = low ? 940 : random.between(480, 600);
  const left = 600 - w / 2;
  const top = low ? 560 : 150;
  const rows = low ? 2 : random.pick([4, 5]);
  const columns = low ? 2 : random.pick([1, 2]);
  const foot = random.pick([14, 54]);
  const h = 1000 - foot - top;
  const inner = mix(tone.dark, tone.base, 0.3);
  let out = pen.shadow(610, 1000, w * 0.62, 34);
  if (foot > 20) {
    out += path(
      d`M${left + 24} ${1000 - foot}h26l-8 ${foot}h-14ZM${left + w - 50} ${1000 - foot}h26l-4 ${foot}h-14Z`,
      pen.shade(),
    );
  }
  if (style !== "open") {
    out += rect(
      left,
      top,
      w,
      h,
      4,
      pen.gradient([[0, inner], [100, mix(inner, tone.base, 0.35)]], [0, 0], [100, 100]),
    );
  }
  const cell = (h - 24) / rows;
  const cw = (w - 44) / columns;
  for (let r = 0; r < rows; r++) {
    const y = top + 24 + (r + 1) * cell - 22;
    for (let c = 0; c < columns; c++) {
      const x = left + 22 + c * cw;
      out += rect(
        x,
        y - cell + 22,
        cw,
        26,
        0,
        pen.gradient([[0, tone.dark, 0.6], [100, tone.dark, 0]], [0, 0], [0, 100]),
      ) + filling(pen, x, y, cw, cell - 22);
    }
  }
  const shelves = Array.from({ length: rows + 1 }, (_, r) => d`M${left} ${top + r * cell + 2}h${w}v22h${-w}Z`)
    .join("");
  const sides = d`M${left} ${top}h24v${h}h-24ZM${left + w - 24} ${top}h24v${h}h-24Z` +
    (columns === 2 ? d`M590 ${top}h20v${h}h-20Z` : "");
  return out + pen.surface(shelves, pen.down()) +
    pen.surface(sides, pen.gradient([[0, tone.light], [100, tone.base]], [0, 0], [100, 30]), 1, 90);
}

/** A narrow ledge for frames and cards. */
function pictureLedge(pen: Pen): string {
  const { tone } = pen;
  const print = (x: number, w: number, h: number, edge: string, ink: string) =>
    rect(x + 12, 690 - h + 10, w, h, 4, "#3b2a1c", 'opacity=".15"') + rect(x, 700 - h, w, h, 4, edge) +
    rect(x + 16, 716 - h, w - 32, h - 32, 0, "#faf6ec") +
    ellipse(x + w / 2, 700 - h * 0.55, w * 0.22, w * 0.22, ink) +
    path(
      d`M${x + 30} ${700 - h * 0.28}Q${x + w / 2} ${700 - h * 0.48} ${x + w - 30} ${700 - h * 0.28}V668H${
        x + 30
      }Z`,
      ink,
      'opacity=".6"',
    );
  return print(270, 230, 320, "#4a4038", "#c9836a") + print(480, 180, 240, palette.oak.base, "#8d9a85") +
    print(720, 200, 280, "#e7dcc8", "#5d6b74") +
    path("M190 760H1010L970 830H240Z", "#3b2a1c", 'opacity=".14"') +
    pen.surface("M180 700H1020V748H180Z", pen.down()) + rect(180, 688, 840, 18, 3, tone.light) +
    rect(180, 706, 840, 5, 0, tone.dark, 'opacity=".45"');
}

/** Two boards strung on ropes. */
function hangingShelf(pen: Pen): string {
  const rope = palette.sand;
  const board = (y: number) =>
    rect(226, y + 40, 760, 40, 0, "#3b2a1c", 'opacity=".13"') +
    pen.surface(d`M210 ${y}h780v36h-780Z`, pen.down()) +
    rect(210, y, 780, 7, 0, pen.tone.light, 'opacity=".8"');
  const ropes = "M270 960V470L330 190L390 470M270 470V960M930 960V470L870 190L810 470";
  return line(ropes, rope.dark, 13) + line(ropes, rope.light, 5, 'stroke-dasharray="10 12"') +
    ellipse(330, 184, 20, 20, pen.ball(pen.metal)) + ellipse(870, 184, 20, 20, pen.ball(pen.metal)) +
    books(pen, 430, 640, 560, 200) + vessel(pen, 730, 560, 110, "sage") + board(560) +
    bookStack(420, 900, 210) + vessel(pen, 760, 900, 140, "terracotta") + board(900) +
    [270, 930].map((x) => ellipse(x, 962, 18, 22, rope.base)).join("");
}

/** A pane of glass in two arched brackets. */
function glassShelf(pen: Pen): string {
  const bracket = (x: number) =>
    line(d`M${x} 730V560A90 90 0 0 1 ${x + 60} 480`, pen.tone.dark, 20) +
    line(d`M${x - 3} 728V560A90 90 0 0 1 ${x + 57} 482`, pen.tone.light, 6) +
    rect(x - 22, 700, 44, 130, 22, pen.across());
  return path("M190 740H1010L970 820H240Z", "#3b2a1c", 'opacity=".1"') + bracket(300) +
    `<g transform="translate(1200 0) scale(-1 1)">${bracket(300)}</g>` +
    vessel(pen, 520, 690, 130, "chalk") + vessel(pen, 660, 690, 90, "sage") +
    vessel(pen, 780, 690, 110, "terracotta") +
    path("M160 700L230 662H970L1040 700Z", "#e7f1ef", 'opacity=".75"') +
    rect(160, 698, 880, 20, 4, "#a9cbc6", 'opacity=".85"') +
    rect(160, 698, 880, 5, 2, "#fff", 'opacity=".9"');
}

/** A shelf on the wall, with a few things on it. */
export function wallShelf(pen: Pen): string {
  const { random, tone, metal } = pen;
  const style = pen.style(["one", "two", "ledge", "hanging", "glass"], "two");
  if (style === "ledge") return pictureLedge(pen);
  if (style === "hanging") return hangingShelf(pen);
  if (style === "glass") return glassShelf(pen);
  const lot = random.pick([1, 2, 2]);
  const boards = pen.options.style ? (style === "one" ? 1 : 2) : lot;
  const first = random.whole(0, 1);
  const brackets = random.chance(0.6);
  let out = "";
  for (let i = 0; i < boards; i++) {
    const y = boards === 1 ? 700 : 470 + i * 340;
    const shade = pen.gradient([[0, "#3b2a1c", 0.26], [100, "#3b2a1c", 0]], [0, 0], [0, 100]);
    out += path(d`M190 ${y + 34}H1010L970 ${y + 130}H240Z`, shade);
    if (brackets) {
      for (const x of [300, 900]) {
        out += path(d`M${x - 9} ${y + 30}h18v110h-18Z`, pen.across(metal)) +
          line(d`M${x} ${y + 130}L${x} ${y + 40}`, metal.dark, 3);
      }
    }
    const kind = (i + first) % 2;
    if (kind === 0) {
      out += books(pen, 260, 470, y, 210) +
        vessel(pen, 640, y, 150, random.pick(["chalk", "terracotta", "sky"])) +
        vessel(pen, 830, y, 100, random.pick(["charcoal", "sage", "sand"]));
    } else {
      const pot = d`M740 ${y - 110}h150l-20 110h-110Z`;
      out += plant(pen, "olive", 815, y - 100, boards === 1 ? 230 : 170) +
        path(pot, pen.across(palette.chalk)) +
        bookStack(270, y, 230) + vessel(pen, 390, y - 78, 80, "mustard");
    }
    out += pen.surface(d`M190 ${y}h820v36h-820Z`, pen.down());
    out += rect(190, y, 820, 7, 0, tone.light, 'opacity=".8"');
  }
  return out;
}

/** The shapes of the storage category. */
export const storage: ShapeTable = {
  bookcase: {
    draw: bookcase,
    stage: "floor",
    height: 850,
    width: 600,
    styles: { tall: {}, low: { height: 440, width: 950 }, open: {}, ladder: {} },
  },
  "wall-shelf": {
    draw: wallShelf,
    stage: "wall",
    height: 560,
    width: 830,
    styles: { one: {}, two: {}, ledge: {}, hanging: { height: 800 }, glass: {} },
  },
};
