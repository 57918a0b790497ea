import { mix, palette } from "../palette.ts";
import type { Pen, ShapeTable } from "../pen.ts";
import { books, bookStack, filling, vessel } from "../shelf_goods.ts";
import { plant } from "../foliage.ts";
import { d, ellipse, line, path, rect } from "../svg.ts";

/** A tall open shelf. */
export function bookcase(pen: Pen): string {
  const { random, tone } = pen;
  const w = random.between(480, 600);
  const left = 600 - w / 2;
  const top = 150;
  const rows = random.pick([4, 5]);
  const columns = random.pick([1, 2]);
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
  out += rect(
    left,
    top,
    w,
    h,
    4,
    pen.gradient([[0, inner], [100, mix(inner, tone.base, 0.35)]], [0, 0], [100, 100]),
  );
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

function caseFront(pen: Pen, x: number, y: number, w: number, h: number, style: string): string {
  const { tone, metal } = pen;
  let out = "";
  if (style === "cane") {
    out += rect(x + 16, y + 16, w - 32, h - 32, 6, "#d9bb8a") +
      rect(
        x + 16,
        y + 16,
        w - 32,
        h - 32,
        6,
        pen.like({ colour: "sand", material: "rattan" }).overlay() ?? "none",
      ) +
      rect(x + 16, y + 16, w - 32, h - 32, 6, "none", `stroke="${tone.dark}" stroke-width="4" opacity=".6"`);
  } else if (style === "slats") {
    const count = Math.round(w / 26);
    const slats = Array.from(
      { length: count - 1 },
      (_, i) => d`M${x + ((i + 1) * w) / count} ${y + 8}v${h - 16}`,
    ).join("");
    out += line(slats, tone.dark, 5, 'opacity=".55"') +
      line(slats, tone.light, 2, 'opacity=".5" transform="translate(4 0)"');
  }
  return out + rect(x, y, w, h, 3, "none", `stroke="${tone.dark}" stroke-width="4" opacity=".8"`) +
    rect(x + w - 30, y + h / 2 - 30, 10, 60, 5, pen.across(metal));
}

/** A low, long cabinet. */
export function sideboard(pen: Pen): string {
  const { random, tone } = pen;
  const w = 960;
  const left = 120;
  const top = 560;
  const h = random.between(300, 330);
  const doors = random.pick([3, 4]);
  const style = random.pick(["plain", "cane", "slats", "drawers"]);
  const foot = top + h;
  let out = pen.shadow(610, 1000, 530, 40);
  for (const x of [left + 70, left + w - 70]) {
    out += path(d`M${x - 19} ${foot}h38L${x + (x < 600 ? -26 : 26) + 9} 1000h-18Z`, pen.across(tone));
  }
  out += path(d`M${left} ${top}h${w}l-34 -40H${left + 34}Z`, mix(tone.base, tone.light, 0.75)) +
    pen.surface(d`M${left} ${top}h${w}v${h}h${-w}Z`, pen.lit());
  const each = (w - 40) / doors;
  for (let i = 0; i < doors; i++) {
    const x = left + 20 + i * each;
    if (style === "drawers" && i === doors - 1) {
      for (let k = 0; k < 3; k++) {
        const dh = (h - 40) / 3;
        out += rect(
          x,
          top + 20 + k * dh,
          each,
          dh,
          3,
          "none",
          `stroke="${tone.dark}" stroke-width="4" opacity=".8"`,
        ) + rect(x + each / 2 - 34, top + 16 + k * dh + dh / 2, 68, 10, 5, pen.across(pen.metal));
      }
    } else out += caseFront(pen, x, top + 20, each, h - 40, style);
  }
  return out + rect(left, foot - 14, w, 14, 0, tone.dark, 'opacity=".35"');
}

/** A shelf on the wall, with a few things on it. */
export function wallShelf(pen: Pen): string {
  const { random, tone, metal } = pen;
  const boards = random.pick([1, 2, 2]);
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
    out += path(d`M190 ${y}H1010L985 ${y - 20}H215Z`, mix(tone.base, tone.light, 0.7), 'opacity=".0"') +
      pen.surface(d`M190 ${y}h820v36h-820Z`, pen.down());
    out += rect(190, y, 820, 7, 0, tone.light, 'opacity=".8"');
  }
  return out;
}

/** A woven basket. */
export function basket(pen: Pen): string {
  const { random, tone } = pen;
  const half = random.between(290, 330);
  const top = random.between(520, 600);
  const ry = half * 0.2;
  const belly = random.between(0.86, 1.1);
  const low = half * 0.8;
  const body = d`M${600 - half} ${top}C${600 - half * belly - 30} ${top + 180} ${600 - half * belly} 900 ${
    600 - low
  } 968A${low} ${ry * 0.7} 0 0 0 ${600 + low} 968C${600 + half * belly} 900 ${600 + half * belly + 30} ${
    top + 180
  } ${600 + half} ${top}Z`;
  const handle = random.pick(["ears", "holes", "bow"]);
  let out = pen.shadow(620, 1000, half * 1.3, 54);
  if (handle === "bow") {
    out += line(
      d`M${600 - half + 20} ${top}C${600 - half} ${top - 330} ${600 + half} ${top - 330} ${
        600 + half - 20
      } ${top}`,
      tone.dark,
      26,
    ) +
      line(
        d`M${600 - half + 16} ${top - 4}C${600 - half} ${top - 334} ${600 + half} ${top - 334} ${
          600 + half - 24
        } ${top - 4}`,
        tone.base,
        12,
      );
  }
  out += ellipse(600, top, half, ry, pen.shade()) +
    ellipse(606, top + 14, half - 30, ry - 18, "#2d2118", 'opacity=".4"');
  if (random.chance(0.5)) {
    const throwOver = pen.like({
      colour: pen.options.colour === "chalk" ? "sage" : "chalk",
      material: "wool",
    });
    out += throwOver.surface(
      d`M${600 - half * 0.7} ${top + 20}C${600 - half * 0.6} ${top - 130} 560 ${top - 110} 620 ${
        top - 60
      }C700 ${top - 120} ${600 + half * 0.6} ${top - 70} ${600 + half * 0.7} ${top + 20}Q600 ${
        top + ry * 1.3
      } ${600 - half * 0.7} ${top + 20}Z`,
      throwOver.lit(),
    );
  }
  out += path(body, pen.across());
  const rows = 9;
  let rings = "";
  for (let i = 1; i < rows; i++) {
    const t = i / rows;
    const w = half + Math.sin(t * Math.PI) * half * (belly - 0.92) - t * t * (half - low);
    rings += d`M${600 - w} ${top + t * (968 - top)}q${w} ${ry * 1.7} ${2 * w} 0`;
  }
  out += line(rings, tone.dark, 7, 'opacity=".42"') +
    line(
      rings,
      tone.light,
      26,
      'opacity=".4" stroke-dasharray="22 22" stroke-linecap="butt" transform="translate(24 22) scale(.96 1)"',
    );
  const overlay = pen.options.pattern === "plain" ? undefined : pen.overlay();
  if (overlay) out += path(body, overlay);
  out += line(d`M${600 - half} ${top}A${half} ${ry} 0 0 0 ${600 + half} ${top}`, tone.dark, 30) +
    line(d`M${600 - half} ${top - 4}A${half} ${ry} 0 0 0 ${600 + half} ${top - 4}`, tone.base, 22) +
    line(d`M${600 - half} ${top}A${half} ${ry} 0 0 1 ${600 + half} ${top}`, tone.base, 12);
  if (handle === "ears") {
    for (const s of [-1, 1]) {
      out += line(
        d`M${600 + s * half * 0.98} ${top + 10}c${s * 90} -70 ${s * 120} 60 ${s * 10} 110`,
        tone.dark,
        22,
      ) +
        line(
          d`M${600 + s * half * 0.98} ${top + 8}c${s * 90} -70 ${s * 120} 60 ${s * 10} 110`,
          tone.base,
          12,
        );
    }
  } else if (handle === "holes") {
    out += rect(540, top + ry + 34, 120, 40, 20, mix(tone.dark, "#1d140d", 0.45));
  }
  return out;
}

/** Every other coat rack stands on the floor instead of hanging on the wall. */
function isStand(pen: Pen): boolean {
  return pen.options.seed % 2 !== 0;
}

/** A rack for coats: a stand or a row of pegs. */
export function coatRack(pen: Pen): string {
  const { random, tone } = pen;
  const coat = pen.like({ colour: pen.options.colour === "sand" ? "ink" : "sand", material: "wool" });
  if (isStand(pen)) {
    const pole = (x0: number, x1: number, y1: number, fill: string) =>
      path(d`M${x0 - 13} 170h26L${x1 + 15} ${y1}h-30Z`, fill);
    const peg = (x: number, y: number, dx: number) =>
      line(d`M${x} ${y}l${dx} -44`, tone.dark, 24) + line(d`M${x} ${y}l${dx} -44`, tone.base, 18) +
      ellipse(x + dx, y - 46, 16, 16, pen.ball());
    const coatPath =
      d`M640 330C560 350 545 420 530 700L700 716L716 440L740 690L800 676C790 480 770 350 690 326Q664 352 640 330Z`;
    const hat = random.chance(0.6)
      ? ellipse(520, 300, 120, 24, "#b59468") + path("M446 296C446 220 594 220 594 296Z", "#cfae80") +
        path("M446 292Q520 318 594 292v-16Q520 302 446 276Z", "#5a4636")
      : "";
    return pen.shadow(610, 1000, 290, 40) + pole(600, 560, 962, pen.shade()) +
      pole(588, 400, 1000, pen.across()) + pole(612, 800, 1000, pen.across()) +
      peg(600, 250, -74) + peg(600, 250, 74) + peg(600, 380, -60) + peg(600, 380, 66) +
      coat.surface(coatPath, coat.lit()) + line("M664 350V690", coat.tone.dark, 4, 'opacity=".5"') +
      rect(585, 150, 30, 230, 12, pen.across()) + hat;
  }
  const y = 330;
  const pegs = random.pick([4, 5]);
  const at = (i: number) => 150 + ((i + 0.5) * 900) / pegs;
  const knob = pen.tone === pen.wood ? pen.metal : pen.wood;
  const hook = y + 50;
  const hung = random.whole(0, 1);
  const cx = at(hung === 0 ? 0 : 1) + 10;
  const bx = at(pegs - 1);
  const sx = at(pegs - 2);
  const jacket = d`M${cx} ${hook}C${cx - 80} ${hook + 20} ${cx - 100} ${hook + 90} ${cx - 118} ${
    hook + 500
  }Q${cx} ${hook + 530} ${cx + 118} ${hook + 500}C${cx + 100} ${hook + 90} ${cx + 80} ${
    hook + 20
  } ${cx} ${hook}Z`;
  const sleeve = d`M${cx - 62} ${hook + 64}Q${cx - 112} ${hook + 240} ${cx - 100} ${hook + 430}M${cx + 62} ${
    hook + 64
  }Q${cx + 112} ${hook + 240} ${cx + 100} ${hook + 430}M${cx} ${hook + 70}V${hook + 512}`;
  const scarf = pen.like({
    colour: pen.options.colour === "terracotta" ? "sage" : "terracotta",
    pattern: "stripe",
    seed: 4,
  });
  const bag = line(
    d`M${bx - 62} ${hook + 190}Q${bx - 50} ${hook} ${bx} ${hook}T${bx + 62} ${hook + 190}`,
    "#8f7347",
    12,
  ) +
    path(d`M${bx - 100} ${hook + 180}h200l24 210q0 22-24 22h-200q-24 0-24-22Z`, pen.lit(palette.sand)) +
    line(d`M${bx - 112} ${hook + 280}h224`, palette.sand.dark, 5, 'opacity=".5"');
  let out = rect(150, y + 16, 900, 100, 10, "#3b2a1c", 'opacity=".13"') +
    pen.surface(d`M150 ${y}h900v100h-900Z`, pen.down()) + rect(150, y, 900, 8, 0, tone.light);
  for (let i = 0; i < pegs; i++) {
    out += ellipse(at(i) + 8, y + 66, 34, 34, "#3b2a1c", 'opacity=".2"');
  }
  out += path(jacket, "#3b2a1c", 'opacity=".16" transform="translate(20 16)"') +
    coat.surface(jacket, coat.lit()) +
    line(sleeve, coat.tone.dark, 5, 'opacity=".5"') +
    path(
      d`M${cx - 40} ${hook + 14}L${cx} ${hook + 110}L${cx + 40} ${hook + 14}Q${cx} ${hook - 10} ${cx - 40} ${
        hook + 14
      }Z`,
      coat.tone.dark,
      'opacity=".45"',
    ) +
    scarf.surface(
      d`M${sx - 24} ${hook}C${sx - 56} ${hook + 150} ${sx - 34} ${hook + 280} ${sx - 52} ${hook + 400}H${
        sx + 26
      }C${sx + 40} ${hook + 280} ${sx + 48} ${hook + 150} ${sx + 22} ${hook}Z`,
      scarf.lit(),
      0.7,
      90,
    ) + bag;
  for (let i = 0; i < pegs; i++) out += ellipse(at(i), hook, 32, 32, pen.ball(knob));
  return out;
}

/** A tall cabinet with doors. */
export function cabinet(pen: Pen): string {
  const { random, tone } = pen;
  const w = random.between(520, 620);
  const left = 600 - w / 2;
  const top = random.between(220, 290);
  const style = random.pick(["plain", "cane", "slats", "glass"]);
  const foot = 920;
  let out = pen.shadow(610, 1000, w * 0.62, 38);
  for (const x of [left + 50, left + w - 50]) {
    out += path(d`M${x - 19} ${foot - 10}h38L${x + (x < 600 ? -14 : 14) + 9} 1000h-18Z`, pen.across());
  }
  out += path(d`M${left} ${top}h${w}l-26 -30H${left + 26}Z`, mix(tone.base, tone.light, 0.7)) +
    pen.surface(d`M${left} ${top}h${w}V${foot}h${-w}Z`, pen.lit(), 1, 90);
  const half = (w - 40) / 2;
  const split = random.chance(0.4) ? foot - 190 : foot - 20;
  for (let i = 0; i < 2; i++) {
    const x = left + 20 + i * half;
    if (style === "glass") {
      out += rect(x + 26, top + 46, half - 52, split - top - 72, 4, mix(tone.dark, "#2a2a28", 0.35)) +
        [0, 1, 2].map((k) => {
          const y = top + 46 + ((k + 1) * (split - top - 72)) / 3;
          return vessel(pen, x + half * 0.36, y - 8, half * 0.26, random.pick(["chalk", "sand"])) +
            vessel(pen, x + half * 0.66, y - 8, half * 0.2, random.pick(["sage", "blush"])) +
            rect(x + 26, y - 8, half - 52, 8, 0, tone.base);
        }).join("") +
        rect(
          x + 26,
          top + 46,
          half - 52,
          split - top - 72,
          4,
          pen.gradient([[0, "#fff", 0.4], [45, "#fff", 0.05], [100, "#fff", 0.18]], [0, 0], [100, 70]),
        );
    }
    out += i === 0
      ? caseFront(pen, x, top + 20, half, split - top - 20, style)
      : `<g transform="translate(${Math.round(2 * x + half)} 0) scale(-1 1)">${
        caseFront(pen, x, top + 20, half, split - top - 20, style)
      }</g>`;
  }
  if (split < foot - 30) {
    out += rect(
      left + 20,
      split + 10,
      w - 40,
      foot - split - 30,
      3,
      "none",
      `stroke="${tone.dark}" stroke-width="4" opacity=".8"`,
    ) + rect(565, (split + foot) / 2 - 8, 70, 10, 5, pen.across(pen.metal));
  }
  return out;
}

/** The shapes of the storage category. */
export const storage: ShapeTable = {
  bookcase: { draw: bookcase, stage: "floor", height: 850, width: 600 },
  sideboard: { draw: sideboard, stage: "floor", height: 480, width: 970 },
  "wall-shelf": { draw: wallShelf, stage: "wall", height: 560, width: 830 },
  basket: { draw: basket, stage: "floor", height: 480, width: 700 },
  "coat-rack": { draw: coatRack, stage: (pen) => isStand(pen) ? "floor" : "wall", height: 850, width: 840 },
  cabinet: { draw: cabinet, stage: "floor", height: 760, width: 620 },
};
